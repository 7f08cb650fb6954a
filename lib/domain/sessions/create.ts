import { notFound } from "@/lib/auth/permissions";
import type { CreateSession, SessionView } from "@/lib/contracts/sessions";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import type { Camera, Session } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { tellDevice } from "../devices/tell";
import { chooseCamera } from "./choose-camera";
import { SESSION_INCLUDE, toSessionView } from "./view";

/**
 * Opens a court's or a camera's session; resolves once its device has seen a frame (at most 10 s). Vigie itself opens one
 * only in somebody's name. Throws `camera_unreachable`, or `unavailable` while the device is offline, and then leaves no
 * session behind.
 */
export async function createSession(ctx: Ctx, input: CreateSession, inTheNameOf?: number): Promise<SessionView> {
  const camera = await chooseCamera(ctx, input);
  const session = await insertOpening(ctx, camera, ownerOf(ctx, inTheNameOf));
  try {
    await openOnDevice(ctx, session);
  } catch (cause) {
    await abandon(ctx, session, cause);
    throw openingFailure(cause);
  }
  return activate(ctx, session);
}

function ownerOf({ actor }: Ctx, inTheNameOf: number | undefined): number {
  if (actor.kind === "user") return actor.id;
  if (actor.kind === "system" && inTheNameOf !== undefined) return inTheNameOf;
  throw new AppError("forbidden", "Only a person can open a session.");
}

/** The id carries the millisecond; the primary key decides who has to take the next one. */
async function insertOpening(ctx: Ctx, camera: Camera, createdById: number): Promise<Session> {
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    if (camera.courtId !== null) await keepCourt(tx, camera.courtId);
    for (let ms = now.getTime(); ; ms++) {
      const id = `sess_${camera.courtId ?? 0}_${ms}`;
      const { clubId, courtId, deviceId } = camera;
      const row = {
        id,
        clubId,
        courtId,
        cameraId: camera.id,
        deviceId,
        createdById,
        createdAt: now,
        lastActivityAt: now,
      };
      const [session] = await tx.session.createManyAndReturn({ data: [row], skipDuplicates: true });
      if (!session) continue;
      await audit(tx, ctx, "session.create", id, { clubId, details: { camera_id: camera.id } });
      return session;
    }
  });
}

/** It is not deleted until this transaction ends. */
async function keepCourt(tx: Tx, id: number): Promise<void> {
  const courts = await tx.$queryRaw<unknown[]>`
    SELECT id FROM courts WHERE id = ${id} AND deleted_at IS NULL FOR KEY SHARE`;
  if (courts.length === 0) throw notFound("Court");
}

async function openOnDevice(ctx: Ctx, session: Session): Promise<void> {
  const args = { session_id: session.id, camera_id: session.cameraId, club_id: session.clubId };
  try {
    await ctx.devices.command(session.deviceId, "session.open", args);
  } catch (error) {
    // A camera added a moment ago may not have reached its device yet.
    if (!isAppError(error) || error.code !== "not_found") throw error;
    await syncCameras(ctx, session.deviceId, { force: true });
    await ctx.devices.command(session.deviceId, "session.open", args);
  }
}

async function abandon(ctx: Ctx, session: Session, cause: unknown): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: session.id } });
    const details = { error: isAppError(cause) ? cause.code : "internal" };
    await audit(tx, ctx, "session.create_failed", session.id, { clubId: session.clubId, details });
  });
  // It may have opened after all, too late for us.
  if (!isAppError(cause) || cause.code !== "unavailable")
    void tellDevice(ctx, session.deviceId, "session.close", { session_id: session.id });
}

function openingFailure(cause: unknown): unknown {
  if (!isAppError(cause) || cause.code === "unavailable" || cause.code === "camera_unreachable") return cause;
  const reason =
    cause.code === "device_timeout" ? "gave no picture within 10 seconds" : "cannot be opened by its device";
  return new AppError("camera_unreachable", `The camera ${reason}. Check that it is switched on and reachable.`, {
    cause,
  });
}

async function activate(ctx: Ctx, { id, clubId, deviceId, createdById }: Session): Promise<SessionView> {
  const session = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({ where: { id, status: "opening" }, data: { status: "active" } });
    if (count === 0) return null;
    await ctx.notify(tx, { kind: "session", id, clubId, ownerId: createdById });
    return tx.session.findUniqueOrThrow({ where: { id }, include: SESSION_INCLUDE });
  });
  if (session) return toSessionView(session, ctx.clock.now());
  void tellDevice(ctx, deviceId, "session.close", { session_id: id });
  throw new AppError("conflict", "The session was closed while it was being opened. Open a new one.");
}
