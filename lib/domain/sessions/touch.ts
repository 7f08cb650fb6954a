import type { Ctx } from "../context";

const TOUCH_EVERY_MS = 60_000;

/** Says that a session is in use, at most once a minute: a session idle for two hours is closed by cleanup. */
export async function touchSession(ctx: Ctx, session: { id: string; lastActivityAt: Date }): Promise<void> {
  const now = ctx.clock.now();
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (session.lastActivityAt > before) return;
  await ctx.db.session.updateMany({
    where: { id: session.id, lastActivityAt: { lte: before } },
    data: { lastActivityAt: now },
  });
}
