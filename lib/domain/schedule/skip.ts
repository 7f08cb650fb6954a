import { notFound } from "@/lib/auth/permissions";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findConflict, lockCourt, refusal } from "./conflicts";
import { type Occurrence, occurrenceAt } from "./occurrences";
import { findPlan, type PlanRow, toRule } from "./plan";
import { viewOccurrence } from "./view";

type Asked = { starts_at: string };

/** Leaves out one time of a plan. Throws `not_found` when it is none of it, `conflict` once it records or is over. */
export async function skipOccurrence(ctx: Ctx, id: string, { starts_at }: Asked): Promise<OccurrenceView> {
  const plan = await findPlan(ctx, "schedule:write", id);
  const occurrence = findAhead(ctx, plan, starts_at);
  const { startsAt, endsAt } = occurrence;
  await ctx.db.$transaction(async (tx) => {
    const row = { planId: id, startsAt, endsAt, courtId: plan.courtId, status: "skipped" as const };
    const { count } = await tx.planRun.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) await skipRun(tx, id, startsAt);
    await note(tx, ctx, plan, "plan.skip", occurrence);
  });
  return viewOccurrence(ctx, plan, occurrence);
}

async function skipRun(tx: Tx, planId: string, startsAt: Date): Promise<void> {
  const { count } = await tx.planRun.updateMany({
    where: { planId, startsAt, status: { in: ["starting", "failed", "skipped"] } },
    data: { status: "skipped", retryAt: null },
  });
  if (count === 0) throw new AppError("conflict", "This recording has begun already. Stop it instead.");
}

/** Lets it happen after all; when it is time already, it starts for the rest. Throws `conflict` when the court was given away. */
export async function unskipOccurrence(ctx: Ctx, id: string, { starts_at }: Asked): Promise<OccurrenceView> {
  const plan = await findPlan(ctx, "schedule:write", id);
  const occurrence = findAhead(ctx, plan, starts_at);
  await ctx.db.$transaction(async (tx) => {
    await lockCourt(tx, plan.courtId);
    const once = { ...toRule(plan), startsOn: occurrence.day, weekly: false, endsOn: null };
    const candidate = { courtId: plan.courtId, rule: once, planId: id, skipped: new Set<string>() };
    const conflict = await findConflict(tx, candidate, ctx.clock.now());
    if (conflict) throw refusal(conflict, once.timeZone);
    const where = { planId: id, startsAt: occurrence.startsAt, status: "skipped" as const };
    const { count } = await tx.planRun.deleteMany({ where });
    if (count > 0) await note(tx, ctx, plan, "plan.unskip", occurrence);
  });
  return viewOccurrence(ctx, plan, occurrence);
}

function findAhead(ctx: Ctx, plan: PlanRow, startsAt: string): Occurrence {
  const occurrence = occurrenceAt(toRule(plan), new Date(startsAt));
  if (!occurrence) throw notFound("Plan");
  if (occurrence.endsAt > ctx.clock.now()) return occurrence;
  throw new AppError("conflict", "This time is over already.");
}

async function note(
  tx: Tx,
  ctx: Ctx,
  { id, clubId }: PlanRow,
  action: string,
  { startsAt }: Occurrence,
): Promise<void> {
  await audit(tx, ctx, action, id, { clubId, details: { starts_at: startsAt.toISOString() } });
  await ctx.notify(tx, { kind: "plan", id, clubId });
}
