import type { Clock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";

type Options = { name: string; periodMs: number; clock: Clock; log: Logger };

/** Runs `task` every `periodMs`, first after one period, never twice at once. A failure is logged and the next turn comes. */
export function every({ name, periodMs, clock, log }: Options, task: () => Promise<unknown>): Service {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await clock.sleep(periodMs, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await task().catch((err: unknown) => log.warn({ err, task: name }, "a regular task failed"));
    }
  };
  return {
    async start() {
      void run();
    },
    async stop() {
      stopping.abort();
    },
  };
}
