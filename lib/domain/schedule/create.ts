import type { CreatePlan, PlanView } from "@/lib/contracts/schedule";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findConflict, lockCourt, refusal } from "./conflicts";
import { draftPlan, toColumns } from "./draft";
import { PLAN_INCLUDE, toPlanViews } from "./plan";

/**
 * Plans a recording on a court, once or every week. One camera makes one recording: throws `conflict` with
 * `details.conflict` when another plan or a running recording takes the court then, `unprocessable` for what is over.
 */
export async function createPlan(ctx: Ctx, input: CreatePlan): Promise<PlanView> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can plan a recording.");
  const draft = await draftPlan(ctx, input);
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    await lockCourt(tx, draft.courtId);
    const conflict = await findConflict(tx, { ...draft, planId: null, skipped: new Set() }, now);
    if (conflict) throw refusal(conflict, draft.timeZone);
    const row = { id: newId(), createdById: actor.id, title: input.title, createdAt: now, changedAt: now };
    const plan = await tx.plan.create({ data: { ...row, ...toColumns(draft) }, include: PLAN_INCLUDE });
    const { clubId } = draft;
    await audit(tx, ctx, "plan.create", plan.id, { clubId, details: { court_id: draft.courtId, ...draft.rule } });
    await ctx.notify(tx, { kind: "plan", id: plan.id, clubId });
    return (await toPlanViews(tx, [plan]))[0]!;
  });
}
