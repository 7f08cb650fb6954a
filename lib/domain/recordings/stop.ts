import type { StoppedRecording, StopRecording } from "@/lib/contracts/recordings";
import { AppError, isAppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import type { SessionRow } from "../sessions/view";
import { isOver } from "./ranks";
import { stopOnDevice } from "./stop-on-device";
import { toStoppedRecording } from "./view";

/**
 * Stops a recording within 15 s and closes its session. Stopping what is over answers the same again, also while the
 * device is offline. Throws `conflict` when nothing was recorded, `unavailable` or `device_timeout` when the device,
 * which goes on until the planned end, cannot be reached.
 */
export async function stopRecording(ctx: Ctx, input: StopRecording): Promise<StoppedRecording> {
  const session = await findSession(ctx, "recording:stop", input.session_id);
  if (!session.recording)
    throw new AppError("conflict", "Nothing was recorded in this session. Start a recording first.");
  if (!isOver(session.recording.status)) await stopRunning(ctx, session, session.recording.endsAt);
  const recording = await ctx.db.recording.findUniqueOrThrow({
    where: { sessionId: session.id },
    include: { file: true },
  });
  return toStoppedRecording(recording, recording.file);
}

async function stopRunning(ctx: Ctx, session: SessionRow, endsAt: Date): Promise<void> {
  await ctx.db.$transaction((tx) => audit(tx, ctx, "recording.stop", session.id, { clubId: session.clubId }));
  try {
    await stopOnDevice(ctx, session);
  } catch (cause) {
    if (!isAppError(cause) || cause.code !== "unavailable") throw cause;
    const message = "The device is offline and goes on recording until the planned end. Stop again when it is back.";
    throw new AppError("unavailable", message, { cause, details: { ends_at: endsAt.toISOString() } });
  }
}
