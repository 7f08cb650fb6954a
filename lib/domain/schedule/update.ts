import { notFound } from "@/lib/auth/permissions";
import type { PlanView, UpdatePlan } from "@/lib/contracts/schedule";
import { timeOf } from "@/lib/core/zoned-time";
import type { Tx } from "@/lib/db/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findConflict, lockCourt, refusal, skippedDays } from "./conflicts";
import { type Draft, draftPlan, toColumns } from "./draft";
import { type Occurrence, occurrences } from "./occurrences";
import { findPlan, PLAN_INCLUDE, type PlanRow, toDay, toPlanViews, toRule } from "./plan";

const SKIP_HORIZON_MS = 400 * 86_400_000;

/**
 * Changes a plan from now on: what it recorded stays, a recording that runs goes on as it was, and days that were taken
 * out stay out. Throws like `createPlan`. A plan stays in its club: a court of another one is `not_found`.
 */
export async function updatePlan(ctx: Ctx, id: string, input: UpdatePlan): Promise<PlanView> {
  const before = await findPlan(ctx, "schedule:write", id);
  const draft = await draftPlan(ctx, { ...toInput(before), ...input });
  if (draft.clubId !== before.clubId) throw notFound("Court");
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    await lockCourt(tx, draft.courtId);
    const skipped = await skippedDays(tx, id, draft.timeZone, now);
    const conflict = await findConflict(tx, { ...draft, planId: id, skipped }, now);
    if (conflict) throw refusal(conflict, draft.timeZone);
    const isMoved = !isSame(before, draft);
    const { count } = await tx.plan.updateMany({
      where: { id, cancelledAt: null },
      data: {
        ...toColumns(draft),
        ...(input.title !== undefined && { title: input.title }),
        ...(isMoved && { changedAt: now }),
      },
    });
    if (count === 0) throw notFound("Plan");
    if (isMoved) await moveRuns(tx, id, draft, skipped, now);
    await audit(tx, ctx, "plan.update", id, { clubId: draft.clubId, details: input });
    await ctx.notify(tx, { kind: "plan", id, clubId: draft.clubId });
    const plan = await tx.plan.findUniqueOrThrow({ where: { id }, include: PLAN_INCLUDE });
    return (await toPlanViews(tx, [plan]))[0]!;
  });
}

const toInput = (plan: PlanRow) => ({
  terrain_id: plan.courtId,
  starts_on: toDay(plan.startsOn),
  start_time: timeOf(plan.startMinute),
  duration_minutes: plan.durationMinutes,
  weekly: plan.weekly,
  ends_on: plan.endsOn && toDay(plan.endsOn),
});

const isSame = (before: PlanRow, { courtId, rule }: Draft): boolean =>
  before.courtId === courtId && JSON.stringify(toRule(before)) === JSON.stringify(rule);

/** What was to come has other times now; a start that is being tried is given up, and tried anew at its new time. */
async function moveRuns(tx: Tx, planId: string, draft: Draft, skipped: Set<string>, now: Date): Promise<void> {
  const open = { planId, status: { in: ["skipped" as const, "starting" as const] }, endsAt: { gt: now } };
  await tx.planRun.deleteMany({ where: open });
  const ahead = occurrences(draft.rule, now, new Date(now.getTime() + SKIP_HORIZON_MS));
  const toRun = ({ startsAt, endsAt }: Occurrence) => ({ planId, startsAt, endsAt, courtId: draft.courtId });
  const data = ahead
    .filter(({ day }) => skipped.has(day))
    .map((occurrence) => ({ ...toRun(occurrence), status: "skipped" as const }));
  await tx.planRun.createMany({ data, skipDuplicates: true });
}
