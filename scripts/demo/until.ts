import { setTimeout as delay } from "node:timers/promises";
import { StartProblem } from "./start-problem";

const STEP_MS = 150;

/**
 * Tries again until `attempt` does not throw. At the deadline, or when `signal` fires, throws what was being waited for
 * and why the last attempt failed.
 */
export async function until<T>(
  what: string,
  timeoutMs: number,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (cause) {
      if (performance.now() > deadline) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new StartProblem(`${what}: not within ${timeoutMs / 1000} s (${why})`, { cause });
      }
    }
    await delay(STEP_MS, undefined, { signal });
  }
}
