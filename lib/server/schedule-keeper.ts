import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { Ctx } from "@/lib/domain/context";
import { startDuePlans } from "@/lib/domain/schedule/start-due";

const PERIOD_MS = 2_000;

type Options = { context: () => Ctx; clock: Clock; log: Logger };

/** Starts planned recordings. What it returns ends it: what has not begun is left to another program, or to the next start. */
export function keepSchedule({ context, clock, log }: Options): () => Promise<void> {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const tick = async (): Promise<void> => {
    const { settled } = await startDuePlans(context(), stopping.signal);
    const done = settled
      .catch((err: unknown) => log.warn({ err }, "a planned recording could not be written down"))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const end = every({ name: "schedule", periodMs: PERIOD_MS, clock, log }, tick);
  return async () => {
    end();
    stopping.abort();
    await Promise.all(underWay);
  };
}
