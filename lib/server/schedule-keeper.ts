import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import { isDatabaseAway } from "@/lib/db/database-away";
import type { Ctx } from "@/lib/domain/context";
import { startDuePlans } from "@/lib/domain/schedule/start-due";

const PERIOD_MS = 2_000;

type Options = { context: () => Ctx; clock: Clock; log: Logger };

/** Starts planned recordings. What it returns ends it: what has not begun is left to another program, or to the next start. */
export function keepSchedule({ context, clock, log }: Options): () => Promise<void> {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const tick = async (): Promise<void> => {
    const started = await startDuePlans(context(), stopping.signal).catch(unlessDatabaseAway);
    if (!started) return;
    const { settled } = started;
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

/** Every request says so already; two seconds later it may be back. */
function unlessDatabaseAway(error: unknown): null {
  if (isDatabaseAway(error)) return null;
  throw error;
}
