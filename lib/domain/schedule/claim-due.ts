import type { PlanRun } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { occurrences } from "./occurrences";
import { PLAN_INCLUDE, type PlanRow, startDays, toRule } from "./plan";

/** A camera that nobody watches needs some seconds until its picture stands. */
export const WARM_UP_MS = 20_000;
/** An attempt that says nothing for so long is dead: opening and starting take at most 10 and 5 s. */
const LEASE_MS = 30_000;
/** What was over for longer when Vigie came back is shown as missed without being written down. */
const LOOK_BACK_MS = 7 * 86_400_000;

/** A start that is ours to make until `lease`, and nobody else's. */
export type DueRun = { plan: PlanRow; run: PlanRun; lease: Date };

/** The lease of work that goes on at `at`. */
export const leaseFrom = (at: Date): Date => new Date(at.getTime() + LEASE_MS);

/**
 * Takes what is due now or in the next 20 s: of several programs that ask at once, exactly one gets each run. Writes down
 * what nobody tried to start until it was over as missed, and what was tried in vain as failed.
 */
export async function claimDueRuns(ctx: Ctx): Promise<DueRun[]> {
  const now = ctx.clock.now();
  const from = new Date(now.getTime() - LOOK_BACK_MS);
  const to = new Date(now.getTime() + WARM_UP_MS);
  const { first, last } = startDays(from, to);
  const plans = await ctx.db.plan.findMany({
    where: {
      cancelledAt: null,
      court: { deletedAt: null },
      startsOn: { lte: last },
      OR: [{ weekly: true, endsOn: null }, { weekly: true, endsOn: { gte: first } }, { startsOn: { gte: first } }],
    },
    include: { ...PLAN_INCLUDE, runs: { where: { endsAt: { gt: from } } } },
  });
  const claimed: DueRun[] = [];
  for (const { runs, ...plan } of plans)
    for (const { startsAt, endsAt } of dueTimes(ctx, plan, from, to)) {
      const known = runs.find((run) => run.startsAt.getTime() === startsAt.getTime());
      const run = { planId: plan.id, startsAt, endsAt, courtId: plan.courtId };
      if (endsAt <= now) await writeOff(ctx, plan, known ?? null, run);
      else {
        const lease = leaseFrom(now);
        const mine = known ? await claimAgain(ctx, known, now, lease) : await claimFirst(ctx, run, lease);
        if (mine) claimed.push({ plan, run: mine, lease });
      }
    }
  return claimed;
}

/** A club whose time zone nobody knows must not keep the others from recording. */
function dueTimes(ctx: Ctx, plan: PlanRow, from: Date, to: Date) {
  try {
    return occurrences(toRule(plan), from, to).filter(({ endsAt }) => endsAt > plan.changedAt);
  } catch (err) {
    ctx.log.error({ err, planId: plan.id }, "the times of a plan cannot be told");
    return [];
  }
}

type Times = Pick<PlanRun, "planId" | "startsAt" | "endsAt" | "courtId">;

async function claimFirst(ctx: Ctx, run: Times, lease: Date): Promise<PlanRun | null> {
  const data = [{ ...run, status: "starting" as const, retryAt: lease }];
  const [mine] = await ctx.db.planRun.createManyAndReturn({ data, skipDuplicates: true });
  return mine ?? null;
}

async function claimAgain(ctx: Ctx, known: PlanRun, now: Date, lease: Date): Promise<PlanRun | null> {
  if (known.status !== "starting" || (known.retryAt && known.retryAt > now)) return null;
  const { planId, startsAt, endsAt, retryAt } = known;
  const where = { planId, startsAt, status: "starting" as const, retryAt };
  const { count } = await ctx.db.planRun.updateMany({ where, data: { retryAt: lease } });
  return count === 0 ? null : { ...known, endsAt, retryAt: lease };
}

async function writeOff(ctx: Ctx, plan: PlanRow, known: PlanRun | null, run: Times): Promise<void> {
  if (known && known.status !== "starting") return;
  const { planId, startsAt } = run;
  const wasTried = known !== null && known.attempts > 0;
  const away = { cause: "vigie_away", error: "Vigie was not running at that time, so nothing could be recorded." };
  const row = { ...run, status: wasTried ? ("failed" as const) : ("missed" as const), retryAt: null };
  await ctx.db.$transaction(async (tx) => {
    const { count } = known
      ? await tx.planRun.updateMany({
          where: { planId, startsAt, status: "starting" },
          data: { status: row.status, retryAt: null, ...(!wasTried && away) },
        })
      : await tx.planRun.createMany({ data: [{ ...row, ...away }], skipDuplicates: true });
    if (count > 0) await ctx.notify(tx, { kind: "plan", id: planId, clubId: plan.clubId });
  });
}
