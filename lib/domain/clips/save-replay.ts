import type { FileView } from "@/lib/contracts/files";
import type { ClipReport } from "@/lib/contracts/mqtt";
import type { SaveReplay } from "@/lib/contracts/replays";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { asRefusal } from "../devices/refusal";
import { FILE_INCLUDE, toFileView } from "../files/view";
import { findSession } from "../sessions/find";
import { touchSession } from "../sessions/touch";
import type { SessionRow } from "../sessions/view";
import { applyClip } from "./apply-clip";

/**
 * Has the device make a clip of the last seconds of a session's camera, and takes it into the library. It is shorter when
 * less was in memory: `duration_seconds` says so. Throws `conflict` for a closed session and a club without replays,
 * `camera_unreachable` when the camera sent nothing, `storage_full`, `rate_limited`, `unavailable`; after
 * `device_timeout` the device's report brings the clip all the same.
 */
export async function saveReplay(ctx: Ctx, { session_id, seconds }: SaveReplay): Promise<FileView> {
  const session = await findSession(ctx, "replay:save", session_id);
  refuse(session);
  const clipId = newId();
  const { clubId } = session;
  await ctx.db.$transaction(async (tx) => {
    await audit(tx, ctx, "file.replay", clipId, { clubId, details: { session_id, seconds } });
  });
  await touchSession(ctx, session);
  const report = await takeClip(ctx, session, clipId, seconds);
  const file = await ctx.db.$transaction(async (tx) => {
    const [difference] = await applyClip(tx, ctx, session.deviceId, report);
    if (difference) throw new Error(`the device made another clip than it was asked for: ${difference.what}`);
    return tx.mediaFile.findUniqueOrThrow({ where: { id: clipId }, include: FILE_INCLUDE });
  });
  return toFileView(file);
}

function refuse({ status, club }: SessionRow): void {
  if (!club.replaysEnabled) {
    const message = "Replays are switched off for this club. An administrator switches them on in the club's settings.";
    throw new AppError("conflict", message, { details: { reason: "replays_off" } });
  }
  if (status !== "active")
    throw new AppError("conflict", "This session is closed: there is no live picture to save. Open the court again.");
}

async function takeClip(ctx: Ctx, session: SessionRow, clipId: string, seconds: number): Promise<ClipReport> {
  const about = { session_id: session.id, camera_id: session.cameraId, club_id: session.clubId };
  const args = { ...about, clip_id: clipId, before_s: seconds, after_s: 0 };
  try {
    return await ctx.devices.command(session.deviceId, "clip.take", args);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "device_timeout") throw stillMaking(error);
    throw asRefusal(error, "The device does not serve this camera any more. Close the session and open a new one.");
  }
}

const stillMaking = (cause: AppError) =>
  new AppError("device_timeout", "The device has not finished the clip yet. Look among the videos in a moment.", {
    cause,
  });
