import type { Difference } from "@/lib/contracts/devices";
import type { ClipReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Ctx } from "../context";
import { insertBornFile } from "../files/born-file";
import { clipPath } from "../files/paths";

/**
 * Takes a finished clip into the library, once per id, whether the reply or the report of it comes first. A device's word
 * counts for its own cameras only: anything else is a difference.
 */
export async function applyClip(tx: Tx, ctx: Ctx, deviceId: string, report: ClipReport): Promise<Difference[]> {
  const { file, club_id: clubId, event_id: eventId } = report;
  const source = await findSource(tx, deviceId, report);
  if (!source) return [difference(report, null, "the clip is of no camera of this device")];
  const path = clipPath(clubId, eventId ?? file.id);
  const ofFurtherCamera = eventId !== null && file.path === clipPath(clubId, `${eventId}_${report.camera_id}`);
  if (file.path !== path && !ofFurtherCamera) return [difference(report, path, "the clip is not where it belongs")];
  const known = await tx.mediaFile.findFirst({ where: { OR: [{ id: file.id }, { clubId, path: file.path }] } });
  if (known && (known.id !== file.id || known.path !== file.path || known.clubId !== clubId))
    return [difference(report, known.id, "another file has its id or its place")];
  if (known) return [];
  await insertBornFile(tx, ctx, {
    ...{ kind: "clip", clubId, deviceId, file, eventId, ...source },
    ...{ cameraId: report.camera_id, sessionId: report.session_id, createdAt: new Date(report.started_at) },
  });
  return [];
}

const difference = ({ file }: ClipReport, here: string | null, what: string): Difference => ({
  ...{ kind: "file", id: file.id, here, device: file.path, what },
});

type Source = { courtId: number | null; ownerId: number | null };

/** What the clip is of, when it is this device's: a session's court is kept although the camera may hang elsewhere now. */
async function findSource(tx: Tx, deviceId: string, report: ClipReport): Promise<Source | null> {
  const { session_id, camera_id: cameraId, club_id: clubId } = report;
  if (session_id !== null) {
    const session = await tx.session.findFirst({ where: { id: session_id, deviceId, cameraId, clubId } });
    return session && { courtId: session.courtId, ownerId: session.createdById };
  }
  const camera = await tx.camera.findFirst({ where: { id: cameraId, deviceId, clubId } });
  return camera && { courtId: camera.courtId, ownerId: null };
}
