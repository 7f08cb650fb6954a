import type { CheckPlan, PlanCheck } from "@/lib/contracts/schedule";
import type { Ctx } from "../context";
import { findConflict, skippedDays } from "./conflicts";
import { draftPlan } from "./draft";
import { upcoming } from "./overlaps";
import { findPlan } from "./plan";

const HORIZON_MS = 400 * 86_400_000;

/** What a plan would do, without making it. Throws like `createPlan`, but tells of a conflict instead. */
export async function checkPlan(ctx: Ctx, { plan_id, ...input }: CheckPlan): Promise<PlanCheck> {
  const plan = plan_id === undefined ? null : await findPlan(ctx, "schedule:write", plan_id);
  const draft = await draftPlan(ctx, input);
  const now = ctx.clock.now();
  const skipped = plan ? await skippedDays(ctx.db, plan.id, draft.timeZone, now) : new Set<string>();
  const from = Math.max(now.getTime(), Date.parse(draft.rule.startsOn));
  const [next] = upcoming({ rule: draft.rule, skipped }, now, new Date(from + HORIZON_MS));
  return {
    next: next ? { starts_at: next.startsAt.toISOString(), ends_at: next.endsAt.toISOString() } : null,
    conflict: await findConflict(ctx.db, { ...draft, planId: plan?.id ?? null, skipped }, now),
  };
}
