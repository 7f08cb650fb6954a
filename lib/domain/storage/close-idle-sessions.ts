import type { Ctx } from "../context";
import { tellDevice } from "../devices/tell";
import { stopAndClose } from "../sessions/close";
import { SESSION_INCLUDE } from "../sessions/view";

const IDLE_MS = 2 * 3_600_000;
/** A session opens or fails within 10 s, and once more after a new camera was sent; past this, web died on the way. */
const OPENING_MS = 60_000;

/** Closes what nobody used for two hours; a recording that runs counts as use. Returns how many. */
export async function closeIdleSessions(ctx: Ctx, clubId: number | undefined): Promise<number> {
  const scope = clubId === undefined ? {} : { clubId };
  await dropForgottenOpenings(ctx, scope);
  const idle = await ctx.db.session.findMany({
    where: {
      ...scope,
      status: "active",
      lastActivityAt: { lt: new Date(ctx.clock.now().getTime() - IDLE_MS) },
      OR: [{ recording: null }, { recording: { status: { in: ["finalizing", "ready", "failed"] } } }],
    },
    include: SESSION_INCLUDE,
  });
  let closed = 0;
  for (const session of idle) if (await stopAndClose(ctx, session, "idle for two hours")) closed += 1;
  return closed;
}

async function dropForgottenOpenings(ctx: Ctx, scope: { clubId?: number }): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - OPENING_MS);
  const where = { ...scope, status: "opening" as const, createdAt: { lt: before } };
  for (const { id, deviceId } of await ctx.db.session.findMany({ where })) {
    const { count } = await ctx.db.session.deleteMany({ where: { id, status: "opening" } });
    if (count > 0) void tellDevice(ctx, deviceId, "session.close", { session_id: id });
  }
}
