import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import { isDatabaseAway } from "@/lib/db/database-away";
import { watchConditions } from "@/lib/domain/conditions/watch";
import type { Ctx } from "@/lib/domain/context";

const PERIOD_MS = 5_000;

type Options = { context: () => Ctx; clock: Clock; log: Logger };

/** Drives the time of what is wrong with devices and cameras. What it returns ends it; the next look is at what is kept. */
export const keepConditions = ({ context, clock, log }: Options): (() => Promise<void>) => {
  const end = every({ name: "conditions", periodMs: PERIOD_MS, clock, log }, () =>
    watchConditions(context()).catch((error: unknown) => {
      // Every request says so already.
      if (!isDatabaseAway(error)) throw error;
    }),
  );
  return async () => end();
};
