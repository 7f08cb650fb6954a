import type { SessionView } from "@/lib/contracts/sessions";
import type { Prisma } from "@/lib/db/generated/client";
import { toRecordingView } from "../recordings/view";

/** What a view of a session needs beside its row. */
export const SESSION_INCLUDE = {
  club: { select: { replaysEnabled: true } },
  court: { select: { name: true } },
  camera: { select: { name: true, source: true } },
  createdBy: { select: { name: true } },
  recording: true,
} satisfies Prisma.SessionInclude;
export type SessionRow = Prisma.SessionGetPayload<{ include: typeof SESSION_INCLUDE }>;

/** A session as people see it at `now`. */
export const toSessionView = (row: SessionRow, now: Date): SessionView => ({
  session_id: row.id,
  terrain_id: row.courtId,
  club_id: row.clubId,
  camera_id: row.cameraId,
  device_id: row.deviceId,
  status: row.status,
  created_by: row.createdById,
  created_at: row.createdAt.toISOString(),
  closed_at: row.closedAt?.toISOString() ?? null,
  preview_url: `/api/preview/${row.id}/stream.mjpeg`,
  snapshot_url: `/api/preview/${row.id}/snapshot.jpg`,
  court_name: row.court?.name ?? null,
  camera_name: row.camera.name,
  created_by_name: row.createdBy.name,
  recording: row.recording && toRecordingView(row.recording, now),
});
