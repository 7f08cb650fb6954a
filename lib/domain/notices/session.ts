import type { SessionView } from "@/lib/contracts/sessions";
import type { Ctx } from "../context";
import { SESSION_INCLUDE, toSessionView } from "../sessions/view";

/** A session that changed, with the recording in it. Null when it is gone. */
export async function loadSessionNotice(ctx: Ctx, id: string): Promise<SessionView | null> {
  const row = await ctx.db.session.findUnique({ where: { id }, include: SESSION_INCLUDE });
  return row && toSessionView(row, ctx.clock.now());
}
