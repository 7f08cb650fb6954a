import type { Difference } from "@/lib/contracts/devices";
import type { SessionReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Ctx } from "../context";
import { isRunning } from "../recordings/ranks";
import { lockSession } from "./lock";
import { markClosed } from "./mark-closed";

/**
 * A device says it opened or closed a session. Its close is taken over, except while a recording runs here: that one's
 * own report says what became of it. Returns what cannot be brought together.
 */
export async function applySessionReport(
  tx: Tx,
  ctx: Ctx,
  deviceId: string,
  report: SessionReport,
): Promise<Difference[]> {
  const session = await lockSession(tx, report.session_id);
  if (session?.deviceId !== deviceId) {
    const what = "no session of this device has this id";
    return report.state === "closed"
      ? []
      : [{ kind: "session", id: report.session_id, here: null, device: report.state, what }];
  }
  const isRecording = session.recording !== null && isRunning(session.recording.status);
  if (report.state === "closed" && session.status === "active" && !isRecording)
    await markClosed(tx, ctx, session, "closed by its device");
  return [];
}
