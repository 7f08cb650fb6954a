import { z } from "zod";
import { CameraId, ClubId, CourtId, DeviceId, Timestamp } from "./common";

export const CameraSource = z.enum(["rtsp", "mjpeg", "ts", "file", "test"]);
export type CameraSource = z.infer<typeof CameraSource>;

/**
 * connecting: no frame yet · live: a frame in the last 5 s · stale: connected, but the picture stands still ·
 * unreachable: the source refuses or is gone, being retried · idle: nobody needs it.
 */
export const CameraState = z.enum(["idle", "connecting", "live", "stale", "unreachable"]);
export type CameraState = z.infer<typeof CameraState>;

/** Why a camera gives no picture, or why its address was refused. A newer device may know more of them. */
export type CameraCause =
  | "wrong_login"
  | "forbidden_user"
  | "wrong_path"
  | "refused"
  | "no_way"
  | "silent"
  | "broke_off"
  | "wrong_codec"
  | "no_picture"
  | "camera_error"
  | "no_video"
  | "no_file"
  | "unreadable_file"
  | "wrong_protocol"
  | "redirected"
  | "ended"
  | "unknown_name"
  | "forbidden_address"
  | "wrong_scheme"
  | "not_an_address"
  | "missing_address"
  | "source_not_allowed"
  | "not_a_path";

/** Whether a camera's stream reaches the server it is published to; `waiting`: not now, it is tried again. */
export const Publishing = z.object({
  state: z.enum(["connecting", "live", "waiting"]),
  error: z.string().nullable(),
  /** The same as a word for programs, mostly a CameraCause. */
  cause: z.string().max(40).nullable(),
});
export type Publishing = z.infer<typeof Publishing>;

/** What a device knows of one camera at one moment. */
export const CameraReport = z.object({
  id: CameraId,
  state: CameraState,
  frame_age_ms: z.number().nullable(),
  codec: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  fps: z.number().nullable(),
  bitrate: z.number().nullable(),
  reconnects: z.int(),
  consumers: z.int(),
  error: z.string().nullable(),
  /** The same as a word for programs, see CameraCause; older devices do not say it. */
  cause: z.string().max(40).nullable().optional(),
  recording_session_id: z.string().nullable(),
  /** Null when it is published nowhere; older devices do not say it. */
  publishing: Publishing.nullable().optional(),
});
export type CameraReport = z.infer<typeof CameraReport>;

export const CameraView = z.object({
  id: CameraId,
  club_id: ClubId,
  court_id: CourtId.nullable(),
  device_id: DeviceId,
  name: z.string(),
  source: CameraSource,
  /** Redacted: scheme and host only. */
  url: z.string().nullable(),
  /** Where its stream is published to, redacted likewise; null for nowhere. */
  publish_url: z.string().nullable(),
  audio: z.boolean(),
  sensors: z.boolean(),
  created_at: Timestamp,
});
export type CameraView = z.infer<typeof CameraView>;

const Name = z.string().trim().min(1).max(80);
const Url = z.string().trim().min(1).max(2_000);
export const CreateCamera = z
  .object({
    name: Name,
    club_id: ClubId.optional(),
    court_id: CourtId.nullable().default(null),
    device_id: DeviceId,
    source: CameraSource,
    url: Url.optional(),
    /** An RTSP server that takes RECORD: its copied stream is sent there all the time. */
    publish_url: Url.optional(),
    audio: z.boolean().default(false),
    sensors: z.boolean().default(false),
  })
  .strict();
export type CreateCamera = z.infer<typeof CreateCamera>;
export const UpdateCamera = z
  .object({
    name: Name,
    court_id: CourtId.nullable(),
    device_id: DeviceId,
    source: CameraSource,
    url: Url,
    /** Null ends it. */
    publish_url: Url.nullable(),
    audio: z.boolean(),
    sensors: z.boolean(),
  })
  .partial()
  .strict();
export type UpdateCamera = z.infer<typeof UpdateCamera>;

export const TestCamera = z.object({ source: CameraSource, url: Url.optional(), device_id: DeviceId }).strict();
export type TestCamera = z.infer<typeof TestCamera>;
export const CameraTestResult = z.object({
  ok: z.boolean(),
  message: z.string(),
  codec: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  fps: z.number().optional(),
  /** Why there is none, for programs. */
  cause: z.string().max(40).optional(),
  /** A small JPEG of it, base64; left out when it would be too large to travel. */
  picture: z.string().max(60_000).optional(),
});
export type CameraTestResult = z.infer<typeof CameraTestResult>;
