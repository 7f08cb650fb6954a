import type { Ctx } from "../context";
import type { PlanFacts } from "./problem-facts";

/** What did not start yesterday is history, and stands in the schedule. */
const TOLD_FOR_MS = 24 * 3_600_000;

/** Planned recordings of the last day that failed or were missed, and those that are being tried in vain. */
export async function readStalledPlans(ctx: Ctx, clubId: number | undefined): Promise<PlanFacts[]> {
  const now = ctx.clock.now();
  const runs = await ctx.db.planRun.findMany({
    where: {
      endsAt: { gt: new Date(now.getTime() - TOLD_FOR_MS) },
      startsAt: { lte: now },
      OR: [{ status: { in: ["failed", "missed"] } }, { status: "starting", attempts: { gt: 0 } }],
      plan: { cancelledAt: null, ...(clubId !== undefined && { clubId }) },
    },
    include: { plan: { select: { court: { select: { id: true, name: true, club: { select: { name: true } } } } } } },
    orderBy: { startsAt: "asc" },
  });
  return runs.map(({ startsAt, plan: { court } }) => ({
    court: { id: court.id, name: court.name, club_name: court.club.name },
    startsAt,
  }));
}
