import { z } from "zod";
import { AnyTimestamp, CameraId, ClubId, DeviceId, FileId, IdText, Timestamp } from "./common";
import { MediaLocation } from "./files";
import { Rejection } from "./mqtt";

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
  /** What its device said, whose clock may be wrong. */
  occurred_at: Timestamp,
  /** Where it stands in lists: when it happened as far as that can be known. Never before what its device saw earlier. */
  placed_at: Timestamp,
  received_at: Timestamp,
  /** False when the device did not know the time well. */
  clock_synced: z.boolean(),
  historical: z.boolean(),
  /** What `camera.lost` and its like hold: `cause` as a word, `message`, `lines`, `session_id`. */
  data: z.record(z.string(), z.unknown()),
  acknowledged_at: Timestamp.nullable(),
  /** In the order of their cameras; none while it is being filmed. */
  clips: z.array(EventClip),
  /** Their name today. */
  acknowledged_by: z.string().nullable(),
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
  /** `arrival`: oldest first as they came here, after `cursor`, which is a list's `arrived_cursor`. */
  order: z.enum(["placed", "arrival"]).default("placed"),
});
export type EventFilters = z.output<typeof EventFilters>;

export const UpdateEvent = z.object({ acknowledged: z.boolean() });
export type UpdateEvent = z.infer<typeof UpdateEvent>;

/** The most one call may hold: things, and bytes of its body. */
export const SEND_AT_MOST = 1_000;
export const SEND_BYTES = 1024 * 1024;

/** Events, and the device's reports (lib/contracts/mqtt.ts), both as they would be sent over MQTT; each is checked by itself. */
export const FromDevice = z
  .object({
    events: z.array(z.unknown()).max(SEND_AT_MOST).default([]),
    reports: z.array(z.unknown()).max(SEND_AT_MOST).default([]),
  })
  .refine(({ events, reports }) => events.length + reports.length <= SEND_AT_MOST, {
    message: `at most ${SEND_AT_MOST} events and reports together`,
  });
export type FromDevice = z.output<typeof FromDevice>;

/** Every id that was sent is in one of them and need not be sent again. A report that was known is accepted again. */
export const Sent = z.object({
  accepted: z.array(z.string()),
  duplicates: z.array(z.string()),
  rejected: z.array(Rejection),
});
export type Sent = z.infer<typeof Sent>;
