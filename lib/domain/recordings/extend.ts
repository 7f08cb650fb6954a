import type { RecordingReport } from "@/lib/contracts/mqtt";
import { type ExtendRecording, MAX_DURATION_MINUTES, type RecordingView } from "@/lib/contracts/recordings";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Recording } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { asRefusal } from "../devices/refusal";
import { findSession } from "../sessions/find";
import { applyReply } from "./apply-reply";
import { isOver } from "./ranks";
import { toRecordingView } from "./view";

/**
 * Moves the planned end of a running recording by `minutes`. The device confirms first, because it is the one that ends
 * the recording: an end that only Postgres knew would be a promise nobody keeps. Throws `conflict` when it is over and
 * `unprocessable` past 600 minutes in all.
 */
export async function extendRecording(ctx: Ctx, input: ExtendRecording): Promise<RecordingView> {
  const session = await findSession(ctx, "recording:extend", input.session_id);
  const { recording } = session;
  if (!recording || isOver(recording.status))
    throw new AppError("conflict", "Nothing is being recorded in this session, so there is no end to move.");
  const endsAt = laterEnd(recording, input.minutes);
  const report = await extendOnDevice(ctx, recording, endsAt);
  const extended = await applyReply(ctx, session.deviceId, report, async (tx) => {
    const durationMinutes = recording.durationMinutes + input.minutes;
    await tx.recording.update({ where: { sessionId: session.id }, data: { durationMinutes } });
    await audit(tx, ctx, "recording.extend", session.id, {
      clubId: session.clubId,
      details: { minutes: input.minutes },
    });
  });
  return toRecordingView(extended, ctx.clock.now());
}

async function extendOnDevice(ctx: Ctx, { deviceId, sessionId }: Recording, endsAt: Date): Promise<RecordingReport> {
  try {
    return await ctx.devices.command(deviceId, "record.extend", {
      session_id: sessionId,
      ends_at: endsAt.toISOString(),
    });
  } catch (error) {
    throw isAppError(error) ? asRefusal(error, "The device does not record this session any more.") : error;
  }
}

function laterEnd(recording: Recording, minutes: number): Date {
  const endsAt = new Date(recording.endsAt.getTime() + minutes * 60_000);
  const totalMinutes = (endsAt.getTime() - (recording.startedAt ?? recording.requestedAt).getTime()) / 60_000;
  // Up to a minute of grace: the recording began a little after it was planned.
  if (totalMinutes < MAX_DURATION_MINUTES + 1) return endsAt;
  throw new AppError("unprocessable", `A recording lasts at most ${MAX_DURATION_MINUTES} minutes. Extend by less.`);
}
