import { z } from "zod";
import { CameraReport, CameraSource, CameraTestResult } from "./cameras";
import { AnyTimestamp, CameraId, ClubId, DeviceId, SessionId, Timestamp } from "./common";
import { ConfigSource, DeviceConfig, SensorName, SensorReport } from "./device-config";
import { CleanupResult } from "./health";
import { Feed } from "./preview";
import { Gap, RecordingState } from "./recordings";
import { UploadPurpose } from "./uploads";

/** Largest message outside `preview/`. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** Something a sensor or the system saw. A foreign program may send only the three required fields. */
export const DeviceEvent = z.object({
  schema: z.literal(1).default(1),
  event_id: z.uuid(),
  device_id: DeviceId.optional(),
  boot_id: z.string().max(64).optional(),
  seq: z.int().nonnegative().optional(),
  type: z
    .string()
    .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/)
    .max(64),
  camera_id: CameraId.optional(),
  occurred_at: AnyTimestamp,
  monotonic_ms: z.number().optional(),
  /** How long ago it happened when it was sent, by a steady clock: places what a wrong clock stamped. */
  age_ms: z.number().nonnegative().optional(),
  clock_synced: z.boolean().default(true),
  historical: z.boolean().default(false),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type DeviceEvent = z.infer<typeof DeviceEvent>;

export const ReportedFile = z.object({
  id: z.uuid(),
  path: z.string().max(500),
  bytes: z.int().nonnegative(),
  duration_seconds: z.number().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  has_poster: z.boolean(),
});
export type ReportedFile = z.infer<typeof ReportedFile>;

/** The whole state of one recording as its device knows it; each report replaces the one before. */
export const RecordingReport = z.object({
  session_id: SessionId,
  camera_id: CameraId,
  state: RecordingState.exclude(["starting"]),
  started_at: Timestamp,
  ends_at: Timestamp,
  ended_at: Timestamp.nullable(),
  bytes: z.int().nonnegative(),
  duration_seconds: z.number().nullable(),
  gaps: z.array(Gap).max(1_000),
  error: z.string().max(2_000).nullable(),
  /** Minted at the start, so that a file still being finished can be named; older devices do not send it. */
  file_id: z.uuid().optional(),
  file: ReportedFile.nullable(),
});
export type RecordingReport = z.infer<typeof RecordingReport>;

/**
 * A clip that is finished and durable on its device. Its file is `clips/<club_id>/<event_id>.mp4`, of an event's further
 * cameras `<event_id>_<camera_id>.mp4`, or named by its own id when no event asked for it.
 */
export const ClipReport = z.object({
  camera_id: CameraId,
  club_id: ClubId,
  session_id: SessionId.nullable(),
  event_id: z.uuid().nullable(),
  /** When its first picture came. */
  started_at: Timestamp,
  file: ReportedFile,
});
export type ClipReport = z.infer<typeof ClipReport>;

export const SessionReport = z.object({
  session_id: SessionId,
  camera_id: CameraId,
  state: z.enum(["active", "closed"]),
});
export type SessionReport = z.infer<typeof SessionReport>;

export const FileReport = z.object({
  file_id: z.uuid(),
  state: z.enum(["moved", "verified", "lost", "deleted"]),
  location: z.string(),
  sha256: z.string().nullable(),
});

/** Everything the device holds, sent at connect and each minute: only a check against Postgres. */
export const FullReport = z.object({
  sessions: z.array(SessionReport),
  recordings: z.array(RecordingReport),
  cameras_version: z.string().nullable(),
});
export type FullReport = z.infer<typeof FullReport>;

const envelope = {
  schema: z.literal(1),
  report_id: z.uuid(),
  device_id: DeviceId,
  boot_id: z.string(),
  seq: z.int().nonnegative(),
  at: Timestamp,
};
export const DeviceReport = z.discriminatedUnion("type", [
  z.object({ ...envelope, type: z.literal("recording"), data: RecordingReport }),
  z.object({ ...envelope, type: z.literal("session"), data: SessionReport }),
  z.object({ ...envelope, type: z.literal("file"), data: FileReport }),
  z.object({ ...envelope, type: z.literal("clip"), data: ClipReport }),
  z.object({ ...envelope, type: z.literal("full"), data: FullReport }),
]);
export type DeviceReport = z.infer<typeof DeviceReport>;

export const DeviceStatus = z.object({
  status: z.enum(["online", "offline"]),
  version: z.string().default(""),
  uptime_s: z.number().default(0),
  queue_depth: z.int().default(0),
  oldest_queued_at: Timestamp.nullable().default(null),
  /** Messages the server refused, kept on the device. */
  dead_letters: z.int().default(0),
  storage_id: z.string().nullable().default(null),
  ffmpeg_available: z.boolean().default(false),
  ffmpeg_path: z.string().nullable().default(null),
  max_concurrent: z.int().default(0),
  /** Free and total bytes where recordings are born, and what is kept free. */
  storage: z
    .object({ bytes_free: z.number(), bytes_total: z.number(), bytes_reserved: z.number() })
    .nullable()
    .default(null),
  cameras: z.array(CameraReport).default([]),
  /** Which `camera.set` it holds; web sends a new one when this differs. */
  cameras_version: z.string().nullable().default(null),
  sensors: z.array(SensorReport).default([]),
  /** `simulated` where sensors are pressed by command; older devices have none. */
  gpio_driver: z.string().default("none"),
  /** Which `config.set` it holds, unless a file of its own is in its place; why that file cannot be read. */
  config_version: z.string().nullable().default(null),
  config_source: ConfigSource.default("none"),
  config_error: z.string().nullable().default(null),
  temperature_c: z.number().nullable().default(null),
  clock_synced: z.boolean().default(true),
  /** Which token it came with (`tokenMark`), so that a change of token is known to be over. */
  token_mark: z.string().max(64).nullable().default(null),
  at: Timestamp,
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export const CameraConfig = z.object({
  id: CameraId,
  club_id: ClubId,
  name: z.string(),
  source: CameraSource,
  url: z.string().nullable(),
  audio: z.boolean(),
  sensors: z.boolean(),
  /** Where its copied stream is sent all the time; older servers do not say it. */
  publish_url: z.string().nullable().optional(),
  /** Stays open and keeps its last seconds in memory, for clips; older servers do not say it. */
  ring: z.boolean().optional(),
});
export type CameraConfig = z.infer<typeof CameraConfig>;

/** Every command with its arguments, its result and how long its caller waits for the reply. */
export const COMMANDS = {
  "session.open": {
    args: z.object({ session_id: SessionId, camera_id: CameraId, club_id: ClubId }),
    result: z.object({ camera: CameraReport }),
    deadlineMs: 10_000,
  },
  "session.close": { args: z.object({ session_id: SessionId }), result: z.object({}), deadlineMs: 15_000 },
  "record.start": {
    args: z.object({ session_id: SessionId, camera_id: CameraId, club_id: ClubId, ends_at: Timestamp }),
    result: RecordingReport,
    deadlineMs: 5_000,
  },
  "record.stop": { args: z.object({ session_id: SessionId }), result: RecordingReport, deadlineMs: 15_000 },
  "record.extend": {
    args: z.object({ session_id: SessionId, ends_at: Timestamp }),
    result: RecordingReport,
    deadlineMs: 5_000,
  },
  "preview.start": {
    args: z.object({ camera: CameraId, profile: Feed, lease_s: z.int().min(1).max(60) }),
    result: z.object({}),
    deadlineMs: 10_000,
  },
  /** From `before_s` before `at` (now without it) to `after_s` after it; `clip_id` becomes the id of its file. */
  "clip.take": {
    args: z.object({
      clip_id: z.uuid(),
      camera_id: CameraId,
      club_id: ClubId,
      session_id: SessionId.optional(),
      event_id: z.uuid().optional(),
      before_s: z.number().min(0).max(60),
      after_s: z.number().min(0).max(60),
      at: Timestamp.optional(),
    }),
    result: ClipReport,
    deadlineMs: 15_000,
  },
  "camera.set": {
    args: z.object({ version: z.string(), cameras: z.array(CameraConfig).max(200) }),
    result: z.object({ version: z.string() }),
    deadlineMs: 5_000,
  },
  "camera.test": {
    args: z.object({ source: CameraSource, url: z.string().nullable() }),
    result: CameraTestResult,
    deadlineMs: 10_000,
  },
  /** Refused with `conflict` while a file of the device's own says what its sensors are. */
  "config.set": { args: DeviceConfig, result: z.object({ version: z.string() }), deadlineMs: 5_000 },
  /** As if the sensor had triggered; only where sensors are simulated. */
  "sensor.simulate": {
    args: z.object({ sensor: SensorName }),
    result: z.object({ event_id: z.uuid() }),
    deadlineMs: 5_000,
  },
  "file.delete": {
    args: z.object({ file_id: z.uuid(), path: z.string().max(500) }),
    result: z.object({}),
    deadlineMs: 5_000,
  },
  /** Somebody opens a file that is still on its device; asking again while it is sent changes nothing. */
  "file.upload": {
    args: z.object({
      file_id: z.uuid(),
      path: z.string().max(500),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      purpose: UploadPurpose.exclude(["poster"]),
    }),
    result: z.object({}),
    deadlineMs: 5_000,
  },
  "file.log": {
    args: z.object({ session_id: SessionId, club_id: ClubId }),
    result: z.object({ text: z.string() }),
    deadlineMs: 5_000,
  },
  /** The device keeps it beside the one it has, and forgets that one once it was let in with this. */
  "token.set": { args: z.object({ token: z.string().min(16).max(200) }), result: z.object({}), deadlineMs: 5_000 },
  "state.get": { args: z.object({}), result: FullReport.extend({ cameras: z.array(CameraReport) }), deadlineMs: 2_000 },
  "cleanup.run": { args: z.object({}), result: CleanupResult.omit({ closed_sessions: true }), deadlineMs: 15_000 },
} as const;
export type CommandName = keyof typeof COMMANDS;
export type CommandArgs<N extends CommandName> = z.input<(typeof COMMANDS)[N]["args"]>;
export type CommandResult<N extends CommandName> = z.output<(typeof COMMANDS)[N]["result"]>;

/** A device executes an id once; a repeat gets the same reply. Past `expires_at` it is refused unexecuted. */
export const Command = z.object({ id: z.uuid(), name: z.string().max(64), args: z.unknown(), expires_at: Timestamp });
export type Command = z.infer<typeof Command>;
export const Reply = z.discriminatedUnion("ok", [
  z.object({ id: z.uuid(), ok: z.literal(true), result: z.unknown() }),
  z.object({
    id: z.uuid(),
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
  }),
]);
export type Reply = z.infer<typeof Reply>;

/** Told for something that can never be stored; `reason` for whoever mends it. */
export const Rejection = z.object({ id: z.string(), error: z.string().max(2_000) });
export type Rejection = z.infer<typeof Rejection>;

/**
 * Sent only after the Postgres commit; only this empties the outbox. `rejected` says which of the ids were refused. Without
 * any id: the server just connected and may have missed what the broker took meanwhile; the device sends that again.
 */
export const Acks = z.object({
  ids: z.array(z.uuid()).max(2_000),
  rejected: z.array(Rejection).max(2_000).default([]),
});
export type Acks = z.infer<typeof Acks>;
