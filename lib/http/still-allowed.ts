import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { nextRound } from "@/lib/core/rounds";
import type { Ctx } from "@/lib/domain/context";
import { requestActor } from "./request-actor";

/** What a repeated question may answer when the actor lost the right. */
const LOST = new Set(["unauthenticated", "forbidden", "not_found", "conflict"]);

/** Asks again who calls and whether they may. False once not; rejects while nobody can tell. */
export async function isStillAllowed(
  ctx: Ctx,
  request: Request,
  ask: (asker: Ctx) => Promise<unknown>,
): Promise<boolean> {
  try {
    const actor = await requestActor(request);
    if (!actor) return false;
    await ask({ ...ctx, actor });
    return true;
  } catch (error) {
    if (isAppError(error) && LOST.has(error.code)) return false;
    throw error;
  }
}

type Watch = { signal: AbortSignal; clock: Clock; finish: () => void };

/**
 * Calls `finish` when the question is answered with no, never after `signal` fired. A question that fails (Postgres away)
 * is asked again: nothing can be revoked meanwhile either.
 */
export async function endWhenRefused(ask: () => Promise<boolean>, { signal, clock, finish }: Watch): Promise<void> {
  while (!signal.aborted) {
    await nextRound(clock, signal);
    if (signal.aborted) return;
    if (!(await ask().catch(() => true))) finish();
  }
}
