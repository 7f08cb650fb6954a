import { z } from "zod";
import { CameraReport, CameraSource } from "./cameras";
import { CameraId, ClubId, DeviceId, Timestamp } from "./common";

/** Something a device says that Postgres does not, or the other way round: shown to people, never hidden. */
export const Difference = z.object({
  kind: z.enum(["session", "recording", "file"]),
  id: z.string(),
  /** What Postgres says; null when it has no such thing. */
  here: z.string().nullable(),
  /** What the device says; null when it has no such thing. */
  device: z.string().nullable(),
  what: z.string(),
});
export type Difference = z.infer<typeof Difference>;

/** A camera that a device serves; `report` is null while the device says nothing of it. */
export const ServedCamera = z.object({
  id: CameraId,
  name: z.string(),
  club_id: ClubId,
  court_name: z.string().nullable(),
  source: CameraSource,
  report: CameraReport.nullable(),
});
export type ServedCamera = z.infer<typeof ServedCamera>;

/**
 * A device with its last word on itself; of one that serves several clubs everybody sees the cameras and the differences
 * of their own. Sizes in bytes, times in seconds.
 */
export const DeviceView = z.object({
  id: DeviceId,
  name: z.string(),
  /** Null serves every club. */
  club_id: ClubId.nullable(),
  club_name: z.string().nullable(),
  online: z.boolean(),
  last_seen_at: Timestamp.nullable(),
  /** When it said what follows; null when it never did. */
  reported_at: Timestamp.nullable(),
  version: z.string().nullable(),
  uptime_s: z.number().nullable(),
  /** Events and reports that wait to be sent, and since when. */
  queue_depth: z.int().nullable(),
  oldest_queued_at: Timestamp.nullable(),
  ffmpeg_available: z.boolean().nullable(),
  ffmpeg_path: z.string().nullable(),
  max_concurrent: z.int().nullable(),
  storage: z.object({ bytes_free: z.number(), bytes_total: z.number(), bytes_reserved: z.number() }).nullable(),
  clock_synced: z.boolean().nullable(),
  temperature_c: z.number().nullable(),
  cameras: z.array(ServedCamera),
  differences: z.array(Difference),
});
export type DeviceView = z.infer<typeof DeviceView>;
