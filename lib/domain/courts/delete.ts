import { notFound } from "@/lib/auth/permissions";
import type { CamerasOfDeleted, CourtView } from "@/lib/contracts/courts";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import { audit } from "../audit/append";
import { removeCamera } from "../cameras/delete";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { tellDevice } from "../devices/tell";
import { findCourt, readCourt } from "./find";

/**
 * Takes a court out of use; its recordings stay, what was planned on it is cancelled. Throws `conflict` while a session is
 * open on it, and when cameras hang on it and `cameras` does not say what becomes of them.
 */
export async function deleteCourt(ctx: Ctx, id: number, cameras?: CamerasOfDeleted): Promise<CourtView> {
  const { clubId, name } = await findCourt(ctx, "court:write", id);
  const view = await readCourt(ctx, id);
  const now = ctx.clock.now();
  const removed = await ctx.db.$transaction(async (tx) => {
    await lockCourt(tx, id);
    await refuseWhileOpen(tx, id);
    const hanging = await tx.camera.findMany({ where: { courtId: id, deletedAt: null } });
    if (hanging.length > 0 && cameras === undefined) throw askAboutCameras(hanging.length);
    const closed: { deviceId: string; sessions: string[] }[] = [];
    if (cameras === "delete")
      for (const camera of hanging)
        closed.push({ deviceId: camera.deviceId, sessions: await removeCamera(tx, ctx, camera) });
    else await tx.camera.updateMany({ where: { courtId: id, deletedAt: null }, data: { courtId: null } });
    const plans = await tx.plan.updateMany({ where: { courtId: id, cancelledAt: null }, data: { cancelledAt: now } });
    await tx.court.update({ where: { id }, data: { deletedAt: now } });
    const details = {
      name,
      cameras: hanging.length,
      plans_cancelled: plans.count,
      ...(cameras && { cameras_then: cameras }),
    };
    await audit(tx, ctx, "court.delete", String(id), { clubId, details });
    return closed;
  });
  for (const { deviceId, sessions } of removed)
    for (const session_id of sessions) void tellDevice(ctx, deviceId, "session.close", { session_id });
  for (const deviceId of new Set(removed.map((camera) => camera.deviceId))) await syncCameras(ctx, deviceId);
  return view;
}

/** No session opens here meanwhile: inserting one takes a share of this row. */
async function lockCourt(tx: Tx, id: number): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT id FROM courts WHERE id = ${id} AND deleted_at IS NULL FOR UPDATE`;
  if (rows.length === 0) throw notFound("Court");
}

async function refuseWhileOpen(tx: Tx, courtId: number): Promise<void> {
  const open = await tx.session.findFirst({
    where: { courtId, status: { not: "closed" } },
    include: { recording: { select: { status: true, endsAt: true } } },
    orderBy: [{ recording: { endsAt: "desc" } }],
  });
  if (!open) return;
  const recording = open.recording?.status === "starting" || open.recording?.status === "recording";
  const endsAt = recording ? open.recording!.endsAt.toISOString() : undefined;
  throw new AppError(
    "conflict",
    endsAt
      ? `This court is being recorded until ${endsAt}. Stop the recording first.`
      : "A session is open on this court. Close it first.",
    { details: { reason: recording ? "recording" : "session", session_id: open.id, ends_at: endsAt } },
  );
}

const askAboutCameras = (count: number) =>
  new AppError(
    "conflict",
    `${count === 1 ? "A camera films" : `${count} cameras film`} this court. Say what becomes of them: cameras=keep leaves them without a court, cameras=delete removes them.`,
    { details: { reason: "cameras", cameras: count } },
  );
