import { AppError, isAppError } from "@/lib/core/errors";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { SessionRow } from "../sessions/view";
import { applyReply } from "./apply-reply";
import { failRecording, UNKNOWN_AFTER_MS } from "./fail";
import { isOver } from "./ranks";

/**
 * Ends the recording of a session on its device and applies what the device says became of it; nothing to do when there
 * is none or it is over. Throws `unavailable` while the device is offline, `device_timeout` without an answer in 15 s.
 */
export async function stopOnDevice(ctx: Ctx, session: SessionRow): Promise<Recording | null> {
  const { recording, deviceId } = session;
  if (!recording || isOver(recording.status)) return recording;
  try {
    return await applyReply(
      ctx,
      deviceId,
      await ctx.devices.command(deviceId, "record.stop", { session_id: session.id }),
    );
  } catch (error) {
    if (!isAppError(error) || error.code !== "not_found") throw error;
    return failUnknown(ctx, recording);
  }
}

/** The device answered that it knows no such recording. */
function failUnknown(ctx: Ctx, recording: Recording): Promise<Recording> {
  const isStarting = recording.status === "starting";
  if (isStarting && ctx.clock.now().getTime() - recording.requestedAt.getTime() < UNKNOWN_AFTER_MS)
    throw new AppError("conflict", "The recording is just being started. Stop it again in a moment.");
  return failRecording(
    ctx,
    recording,
    "The device has no such recording: it never began there, or was lost with the device's memory.",
  );
}
