import { z } from "zod";
import { CameraReport, CameraSource } from "./cameras";
import { CameraId, ClubId, DeviceId, Timestamp } from "./common";
import { ConfigSource, SensorConfig, SensorName, SensorReport, Sensors } from "./device-config";

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

/** A sensor as it was set, and as the device says it is; either is null where the other knows nothing of it. */
export const SensorView = z.object({
  name: z.string(),
  config: SensorConfig.nullable(),
  report: SensorReport.nullable(),
});
export type SensorView = z.infer<typeof SensorView>;

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
  /** Messages web refused, which it keeps; null while it said nothing. */
  dead_letters: z.int().nullable(),
  ffmpeg_available: z.boolean().nullable(),
  ffmpeg_path: z.string().nullable(),
  max_concurrent: z.int().nullable(),
  storage: z.object({ bytes_free: z.number(), bytes_total: z.number(), bytes_reserved: z.number() }).nullable(),
  clock_synced: z.boolean().nullable(),
  temperature_c: z.number().nullable(),
  cameras: z.array(ServedCamera),
  sensors: z.array(SensorView),
  /** Who said what its sensors are; why a file of its own that should say it cannot be used. */
  config_source: ConfigSource,
  config_error: z.string().nullable(),
  /** Its sensors are pressed from here, in a demonstration. */
  sensors_simulated: z.boolean(),
  differences: z.array(Difference),
  /** Null until a machine was enrolled as this device. */
  enrolled_at: Timestamp.nullable(),
  /** Since when nothing it sends counts; a new code lets it come back. */
  revoked_at: Timestamp.nullable(),
  /** Until when its newest code can be used; null when none waits to be. */
  code_expires_at: Timestamp.nullable(),
  /** Since when its token is being changed; null once it was seen with the new one. */
  rotating_since: Timestamp.nullable(),
});
export type DeviceView = z.infer<typeof DeviceView>;

const Name = z.string().trim().min(1).max(80);
export const CreateDevice = z
  .object({
    id: DeviceId,
    name: Name,
    /** A super admin says which club, or null for a device that serves every club; anybody else's is their own. */
    club_id: ClubId.nullish(),
  })
  .strict();
export type CreateDevice = z.infer<typeof CreateDevice>;
/** `config` replaces what was set before. */
export const UpdateDevice = z
  .object({ name: Name, config: z.object({ sensors: Sensors }).strict() })
  .partial()
  .strict();
export const SimulateSensor = z.object({ sensor: SensorName }).strict();
export type UpdateDevice = z.infer<typeof UpdateDevice>;

/** What a machine is enrolled with: shown once, good once, for a quarter of an hour. */
export const DeviceCode = z.object({
  code: z.string(),
  expires_at: Timestamp,
  /** What to run on the machine. */
  command: z.string(),
});
export type DeviceCode = z.infer<typeof DeviceCode>;

/** Spaces, dashes and small letters make no difference. */
export const EnrollDevice = z
  .object({
    code: z
      .string()
      .max(100)
      .transform((text) => text.replaceAll(/[\s-]/g, "").toUpperCase())
      .pipe(z.string().min(1)),
  })
  .strict();
export type EnrollDevice = z.infer<typeof EnrollDevice>;

/** All a machine needs to speak for its device; the token can be read this one time. */
export const Enrollment = z.object({
  device_id: DeviceId,
  name: z.string(),
  token: z.string(),
  mqtt_url: z.string(),
  mqtt_username: z.string(),
  /** PEM of the authority that vouches for the broker, where it is a private one. */
  mqtt_ca: z.string().nullable(),
  web_url: z.string(),
});
export type Enrollment = z.infer<typeof Enrollment>;
