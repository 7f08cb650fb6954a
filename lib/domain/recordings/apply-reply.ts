import type { RecordingReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { tellDevice } from "../devices/tell";
import { applyRecording } from "./apply-recording";

/** Applies what a device answered to a command and returns the row as it is then. `alongside` joins its transaction. */
export async function applyReply(
  ctx: Ctx,
  deviceId: string,
  report: RecordingReport,
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<Recording> {
  const { recording, closedSessionId } = await ctx.db.$transaction(async (tx) => {
    const applied = await applyRecording(tx, ctx, deviceId, report, null);
    await alongside(tx);
    const recording = await tx.recording.findUniqueOrThrow({ where: { sessionId: report.session_id } });
    return { recording, closedSessionId: applied.closedSessionId };
  });
  if (closedSessionId) void tellDevice(ctx, deviceId, "session.close", { session_id: closedSessionId });
  return recording;
}
