import type { ExecutedStore, Execution } from "./executed";

/** Remembers the last `limit` commands for as long as the program runs. */
export function memoryExecuted(limit = 1_000): ExecutedStore {
  const executions = new Map<string, Execution>();
  const remember = (id: string, execution: Execution) => {
    executions.set(id, execution);
    for (const oldest of executions.keys()) {
      if (executions.size <= limit) break;
      executions.delete(oldest);
    }
  };
  return {
    begin: (id) => void (executions.has(id) || remember(id, { state: "begun" })),
    finish: (reply) => remember(reply.id, { state: "done", reply }),
    find: (id) => executions.get(id) ?? null,
  };
}
