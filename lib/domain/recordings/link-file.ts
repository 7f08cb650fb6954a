import type { Difference } from "@/lib/contracts/devices";
import type { RecordingReport, ReportedFile } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { insertBornFile, toFileFacts } from "../files/born-file";
import { videoPath } from "../files/paths";

/**
 * Records the finished file of a recording, once per file id. Returns a difference when the device names a place that is
 * not this recording's: a device must not be able to point us at another club's video.
 */
export async function linkFile(
  tx: Tx,
  ctx: Ctx,
  session: Session,
  report: RecordingReport,
  file: ReportedFile,
): Promise<Difference | null> {
  const path = videoPath(session.clubId, session.id);
  if (file.path !== path)
    return {
      kind: "file",
      id: file.id,
      here: path,
      device: file.path,
      what: "the file is not where this recording belongs",
    };
  const known = await tx.mediaFile.findFirst({ where: { OR: [{ id: file.id }, { clubId: session.clubId, path }] } });
  if (known && (known.sessionId !== session.id || known.kind !== "recording"))
    return {
      kind: "file",
      id: file.id,
      here: known.sessionId,
      device: session.id,
      what: "the file belongs to another session",
    };
  const { clubId, courtId, cameraId, deviceId, id: sessionId, createdById: ownerId } = session;
  const about = { clubId, courtId, cameraId, deviceId, sessionId, eventId: null, ownerId, file };
  if (known) await tx.mediaFile.update({ where: { id: known.id }, data: toFileFacts(file) });
  else await insertBornFile(tx, ctx, { ...about, kind: "recording", createdAt: new Date(report.started_at) });
  await tx.recording.update({ where: { sessionId: session.id }, data: { fileId: known?.id ?? file.id } });
  return null;
}
