import type { Clock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Ctx } from "@/lib/domain/context";
import { startDuePlans } from "@/lib/domain/schedule/start-due";
import { every } from "./every";

const PERIOD_MS = 2_000;

type Options = { context: () => Ctx; clock: Clock; log: Logger };

/** Starts planned recordings. A stop leaves what has not begun to another program, or to the next start of this one. */
export function createScheduleKeeper({ context, clock, log }: Options): Service {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const tick = async (): Promise<void> => {
    const { settled } = await startDuePlans(context(), stopping.signal);
    const done = settled
      .catch((err: unknown) => log.warn({ err }, "a planned recording could not be written down"))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const ticks = every({ name: "schedule", periodMs: PERIOD_MS, clock, log }, tick);
  return {
    start: () => ticks.start(),
    async stop() {
      stopping.abort();
      await ticks.stop();
      await Promise.all(underWay);
    },
  };
}
