import type { Clock } from "./clock";
import type { Logger } from "./logger";

/** One part that is stopped, and how long it may take: the next one's turn comes then. */
export type StopStep = readonly [name: string, deadlineMs: number, stop: () => unknown];

/** Stops one part after the other. A failing or late one is logged and stops nothing else. */
export async function stopInOrder(steps: readonly StopStep[], clock: Clock, log: Logger): Promise<void> {
  for (const [part, deadlineMs, stop] of steps) {
    const inTime = new AbortController();
    const late = clock.sleep(deadlineMs, inTime.signal).then(
      () => log.warn({ part, deadlineMs }, "did not stop in time"),
      () => undefined,
    );
    const stopped = Promise.resolve()
      .then(stop)
      .catch((err: unknown) => log.error({ err, part }, "stopping failed"));
    await Promise.race([stopped, late]);
    inTime.abort();
  }
}
