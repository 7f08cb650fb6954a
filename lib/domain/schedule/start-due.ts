import type { Ctx } from "../context";
import { attemptRun } from "./attempt";
import { claimDueRuns } from "./claim-due";

/**
 * Starts what is due. Resolves once everything due is claimed; `settled` when each of those starts succeeded or was
 * written down as failed, which takes as long as their cameras do. Call it every few seconds, in every web program.
 */
export async function startDuePlans(ctx: Ctx, signal?: AbortSignal): Promise<{ settled: Promise<unknown> }> {
  const due = await claimDueRuns(ctx);
  return { settled: Promise.all(due.map((run) => attemptRun(ctx, run, signal))) };
}
