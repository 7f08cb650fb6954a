import { z } from "zod";
import { AnyTimestamp, CameraId, ClubId, DeviceId, FileId, IdText, Timestamp } from "./common";
import { MediaLocation } from "./files";

const Type = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/;

/** What was filmed around an event: one per camera. */
export const EventClip = z.object({
  file_id: FileId,
  camera_id: CameraId.nullable(),
  has_poster: z.boolean(),
  duration_seconds: z.number().nullable(),
  /** `device`: it plays once it was brought from there. */
  location: MediaLocation,
});
export type EventClip = z.infer<typeof EventClip>;

/** Something a sensor or the system saw, as people may see it. */
export const EventView = z.object({
  event_id: z.uuid(),
  device_id: DeviceId,
  device_name: z.string(),
  club_id: ClubId.nullable(),
  camera_id: CameraId.nullable(),
  /** Today's name; null for an event without a camera. */
  camera_name: z.string().nullable(),
  /** `camera.lost`, `camera.back`, `recorder.replaced`, `recorder.stopped`, `button.pressed`… Newer devices know more. */
  type: z.string(),
  occurred_at: Timestamp,
  received_at: Timestamp,
  /** False when the device did not know the time well. */
  clock_synced: z.boolean(),
  historical: z.boolean(),
  /** What `camera.lost` and its like hold: `cause` as a word, `message`, `lines`, `session_id`. */
  data: z.record(z.string(), z.unknown()),
  acknowledged_at: Timestamp.nullable(),
  /** In the order of their cameras; none while it is being filmed. */
  clips: z.array(EventClip),
});
export type EventView = z.infer<typeof EventView>;

export const EventFilters = z.object({
  device: DeviceId.optional(),
  camera: IdText.optional(),
  /** Types after each other with commas; `camera` stands for all that begin with `camera.`. */
  type: z
    .string()
    .max(300)
    .transform((text) => text.split(","))
    .pipe(z.array(z.string().max(64).regex(Type)).min(1).max(10))
    .optional(),
  from: AnyTimestamp.optional(),
  to: AnyTimestamp.optional(),
});
export type EventFilters = z.output<typeof EventFilters>;
