import type { FileView } from "@/lib/contracts/files";
import type { Prisma } from "@/lib/db/generated/client";

/** What a view of a file needs beside its row. */
export const FILE_INCLUDE = {
  court: { select: { name: true } },
  session: { select: { createdById: true, createdBy: { select: { name: true } } } },
} satisfies Prisma.MediaFileInclude;
export type FileRow = Prisma.MediaFileGetPayload<{ include: typeof FILE_INCLUDE }>;

export const toFileView = (row: FileRow): FileView => ({
  id: row.id,
  session_id: row.sessionId,
  club_id: row.clubId,
  terrain_id: row.courtId,
  camera_id: row.cameraId,
  kind: row.kind,
  filename: row.filename,
  bytes: Number(row.bytes),
  duration_seconds: row.durationSeconds,
  sha256: row.sha256,
  created_at: row.createdAt.toISOString(),
  location: row.location,
  nas: { synced_to_nas: row.syncedToNas, synced_at: row.syncedAt?.toISOString() ?? null, error: row.nasError },
  protected: row.protected,
  has_poster: row.hasPoster,
  court_name: row.court?.name ?? null,
  created_by: row.session?.createdById ?? null,
  created_by_name: row.session?.createdBy.name ?? null,
  trashed_at: row.trashedAt?.toISOString() ?? null,
});
