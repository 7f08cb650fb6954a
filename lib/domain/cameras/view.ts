import type { CameraView } from "@/lib/contracts/cameras";
import type { Camera } from "@/lib/db/generated/client";

/** A camera as people see it: of its URL only where it points. */
export const toCameraView = (row: Camera): CameraView => ({
  id: row.id,
  club_id: row.clubId,
  court_id: row.courtId,
  device_id: row.deviceId,
  name: row.name,
  source: row.source,
  url: row.urlRedacted,
  publish_url: row.publishRedacted,
  audio: row.audio,
  sensors: row.sensors,
  created_at: row.createdAt.toISOString(),
});
