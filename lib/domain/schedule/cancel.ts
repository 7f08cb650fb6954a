import { notFound } from "@/lib/auth/permissions";
import type { PlanView } from "@/lib/contracts/schedule";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findPlan, toPlanViews } from "./plan";

/** Ends a plan. What it recorded stays, and a recording that runs goes on until its end. */
export async function cancelPlan(ctx: Ctx, id: string): Promise<PlanView> {
  const plan = await findPlan(ctx, "schedule:write", id);
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    const where = { id, cancelledAt: null };
    const { count } = await tx.plan.updateMany({ where, data: { cancelledAt: now } });
    if (count === 0) throw notFound("Plan");
    // A start under way finds its run gone, and closes what it opened.
    await tx.planRun.deleteMany({
      where: { planId: id, status: { in: ["skipped", "starting"] }, endsAt: { gt: now } },
    });
    await audit(tx, ctx, "plan.cancel", id, { clubId: plan.clubId, details: { court_id: plan.courtId } });
    await ctx.notify(tx, { kind: "plan", id, clubId: plan.clubId });
    return (await toPlanViews(tx, [plan]))[0]!;
  });
}
