import { AppError, type ErrorCode } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import type { Recording } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import type { SessionRow } from "../sessions/view";
import { isRunning } from "./ranks";

/**
 * Takes the camera for this session. The primary key (one recording per session) and the partial unique index
 * `recordings_one_active_per_camera` decide every race. Throws `conflict` with `details.ends_at` of what is in the way.
 */
export async function claimRecording(ctx: Ctx, session: SessionRow, endsAt: Date): Promise<Recording> {
  const now = ctx.clock.now();
  const { id: sessionId, clubId, cameraId, deviceId } = session;
  const durationMinutes = Math.max(1, Math.round((endsAt.getTime() - now.getTime()) / 60_000));
  const row = { sessionId, clubId, cameraId, deviceId, durationMinutes, requestedAt: now, endsAt };
  const claim = await ctx.db.$transaction(async (tx) => {
    // First the camera, then the session, as a deletion of the camera locks them: the two take turns, never each other's.
    const cameras = await tx.$queryRaw<unknown[]>`
      SELECT id FROM cameras WHERE id = ${cameraId} AND deleted_at IS NULL FOR KEY SHARE`;
    if (cameras.length === 0) return null;
    const active = { id: sessionId, status: "active" as const };
    const { count } = await tx.session.updateMany({ where: active, data: { lastActivityAt: now } });
    if (count === 0) return null;
    const [claimed] = await tx.recording.createManyAndReturn({ data: [row], skipDuplicates: true });
    if (!claimed) return null;
    await audit(tx, ctx, "recording.start", sessionId, { clubId, details: { duration_minutes: durationMinutes } });
    await ctx.notify(tx, { kind: "recording", id: sessionId, clubId, ownerId: session.createdById });
    return claimed;
  });
  if (!claim) throw await whatIsInTheWay(ctx.db, session);
  return claim;
}

async function whatIsInTheWay(db: Db | Tx, { id, cameraId }: SessionRow): Promise<AppError> {
  const own = await db.recording.findUnique({ where: { sessionId: id } });
  if (own && isRunning(own.status)) return taken("This session is already being recorded", own);
  if (own) return taken("This session was already recorded. Open a new session to record again", own, "");
  const other = await db.recording.findFirst({ where: { cameraId, status: { in: ["starting", "recording"] } } });
  if (other) return taken("Its camera is already being recorded", other);
  const session = await db.session.findUnique({ where: { id }, select: { status: true } });
  if (session?.status !== "active")
    return new AppError("conflict", "This session is closed. Open a new one to record.");
  return new AppError("conflict", "The camera was taken a moment ago. Try again.");
}

function taken(what: string, row: Recording, until = ` until ${row.endsAt.toISOString()}`): AppError {
  return new AppError("conflict", `${what}${until}.`, { details: { ends_at: row.endsAt.toISOString() } });
}

/** Gives the camera back after the device refused, so that a retry is possible. Only while nothing was recorded. */
export async function releaseClaim(ctx: Ctx, { sessionId, clubId }: Recording, code: ErrorCode): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.recording.deleteMany({ where: { sessionId, status: "starting" } });
    if (count === 0) return;
    const { createdById: ownerId } = await tx.session.findUniqueOrThrow({ where: { id: sessionId } });
    await audit(tx, ctx, "recording.start_failed", sessionId, { clubId, details: { error: code } });
    await ctx.notify(tx, { kind: "recording", id: sessionId, clubId, ownerId });
  });
}
