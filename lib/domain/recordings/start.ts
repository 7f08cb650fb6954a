import { DEFAULT_DURATION_MINUTES, type StartedRecording, type StartRecording } from "@/lib/contracts/recordings";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { asRefusal } from "../devices/refusal";
import { findSession } from "../sessions/find";
import type { SessionRow } from "../sessions/view";
import { applyReply } from "./apply-reply";
import { claimRecording, releaseClaim } from "./claim";

/**
 * Claims the camera, then tells its device to record; resolves when the first bytes are durable. A session records once
 * and a camera one recording at a time: `conflict` with `details.ends_at`. A refusal of the device (`camera_unreachable`,
 * `unavailable`, `rate_limited`, `storage_full`) gives the claim back. After `device_timeout` the row stays `starting`
 * and the device's reports decide what is true.
 */
export async function startRecording(ctx: Ctx, input: StartRecording): Promise<StartedRecording> {
  const session = await findSession(ctx, "recording:start", input.session_id);
  const minutes = input.duration_minutes ?? DEFAULT_DURATION_MINUTES;
  return recordUntil(ctx, session, new Date(ctx.clock.now().getTime() + minutes * 60_000));
}

/** The same to a moment, without asking who. */
export async function recordUntil(ctx: Ctx, session: SessionRow, endsAt: Date): Promise<StartedRecording> {
  const claim = await claimRecording(ctx, session, endsAt);
  const report = await recordOnDevice(ctx, claim);
  const recording = await applyReply(ctx, claim.deviceId, report);
  return {
    session_id: claim.sessionId,
    status: recording.status,
    started_at: (recording.startedAt ?? new Date(report.started_at)).toISOString(),
    ends_at: recording.endsAt.toISOString(),
    duration_minutes: recording.durationMinutes,
  };
}

async function recordOnDevice(ctx: Ctx, claim: Recording) {
  const { sessionId, cameraId, clubId, deviceId } = claim;
  const args = { session_id: sessionId, camera_id: cameraId, club_id: clubId, ends_at: claim.endsAt.toISOString() };
  try {
    return await ctx.devices.command(deviceId, "record.start", args);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "device_timeout") throw stillUnknown(error);
    await releaseClaim(ctx, claim, error.code);
    throw asRefusal(error, "The device does not have this session open any more. Close it and open a new one.");
  }
}

const stillUnknown = (cause: AppError) =>
  new AppError("device_timeout", "The device has not confirmed the recording yet. Look at its status in a moment.", {
    cause,
  });
