import type { Clock } from "./clock";
import type { Logger } from "./logger";

type Options = { name: string; periodMs: number; clock: Clock; log: Logger };

/** Runs `task` every `periodMs`, first after one period, never twice at once. A failure is logged and the next turn comes. What it returns ends it. */
export function every({ name, periodMs, clock, log }: Options, task: () => unknown): () => void {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(periodMs, stopping.signal);
      try {
        await task();
      } catch (err) {
        log.warn({ err, task: name }, "a regular task failed");
      }
    }
  };
  run().catch(() => undefined);
  return () => stopping.abort();
}
