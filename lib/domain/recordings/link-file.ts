import type { Difference } from "@/lib/contracts/devices";
import type { RecordingReport, ReportedFile } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
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
  const facts = {
    bytes: file.bytes,
    durationSeconds: file.duration_seconds,
    sha256: file.sha256,
    hasPoster: file.has_poster,
  };
  const known = await tx.mediaFile.findFirst({ where: { OR: [{ id: file.id }, { clubId: session.clubId, path }] } });
  if (known && known.sessionId !== session.id)
    return {
      kind: "file",
      id: file.id,
      here: known.sessionId,
      device: session.id,
      what: "the file belongs to another session",
    };
  if (known) await tx.mediaFile.update({ where: { id: known.id }, data: facts });
  else await insertFile(tx, ctx, session, { id: file.id, path, createdAt: new Date(report.started_at), ...facts });
  await tx.recording.update({ where: { sessionId: session.id }, data: { fileId: known?.id ?? file.id } });
  return null;
}

type FileRow = Pick<ReportedFile, "id" | "path" | "bytes" | "sha256"> & {
  durationSeconds: number;
  hasPoster: boolean;
  createdAt: Date;
};

async function insertFile(tx: Tx, ctx: Ctx, session: Session, file: FileRow): Promise<void> {
  const device = await tx.device.findUniqueOrThrow({ where: { id: session.deviceId }, select: { storageId: true } });
  const storageId = ctx.devices.presence(session.deviceId).status?.storage_id ?? device.storageId;
  const { clubId, courtId, cameraId, deviceId } = session;
  await tx.mediaFile.create({
    data: {
      ...file,
      ...{ clubId, courtId, cameraId, deviceId, storageId },
      sessionId: session.id,
      kind: "recording",
      filename: `${session.id}.mp4`,
      location: storageId === ctx.settings.storageId ? "web" : "device",
    },
  });
  await ctx.notify(tx, { kind: "file", id: file.id, clubId, ownerId: session.createdById });
}
