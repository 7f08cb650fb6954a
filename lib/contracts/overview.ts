import { z } from "zod";
import { ClubId, CourtId, DeviceId, FileId, SessionId, Timestamp } from "./common";
import { CourtView } from "./courts";
import { RecordingState } from "./recordings";

/** What may be wrong; each has one cause and one action that helps. Severity and order: lib/domain/overview/problems.ts. */
export const ProblemKind = z.enum([
  "device_offline",
  "device_without_ffmpeg",
  "disk_full",
  "disk_low",
  "camera_unreachable",
  "camera_login_refused",
  "camera_stale",
  "recording_failed",
  "plan_not_started",
  "recording_overdue",
  "recording_unfinished",
  "files_missing",
  "court_without_camera",
  "device_full",
  "reports_waiting",
  "clock_wrong",
  "too_hot",
  "device_differs",
]);
export type ProblemKind = z.infer<typeof ProblemKind>;

/** Where the one action that helps is done. */
export const ProblemAction = z.enum([
  "check_device",
  "check_camera",
  "assign_camera",
  "watch_court",
  "open_session",
  "make_room",
  "find_files",
  "record_again",
  "open_schedule",
]);
export type ProblemAction = z.infer<typeof ProblemAction>;

export const OverviewProblem = z.object({
  kind: ProblemKind,
  /** `bad`: something is lost or cannot be seen now. `warn`: it will be, or is only half true. */
  severity: z.enum(["bad", "warn"]),
  action: ProblemAction,
  court: z.object({ id: CourtId, name: z.string(), club_name: z.string() }).nullable(),
  device: z.object({ id: DeviceId, name: z.string() }).nullable(),
  session_id: SessionId.nullable(),
  /** A recording suffers from it now. */
  is_recording: z.boolean(),
  since: Timestamp.nullable(),
  /** Cameras, files, reports, hours, degrees: what the kind counts. */
  count: z.number().nullable(),
});
export type OverviewProblem = z.infer<typeof OverviewProblem>;

/** stored: the newest recording is a finished file · finishing · failed · missing: its file cannot be found · none yet. */
export const StoredState = z.enum(["stored", "finishing", "failed", "missing", "none"]);

export const OverviewCourt = CourtView.extend({
  /** When the device last saw a picture; null while nobody needs the camera, or its device is away. */
  last_frame_at: Timestamp.nullable(),
  stored: z.object({ state: StoredState, at: Timestamp.nullable() }),
});
export type OverviewCourt = z.infer<typeof OverviewCourt>;

export const OverviewDevice = z.object({
  id: DeviceId,
  name: z.string(),
  online: z.boolean(),
  last_seen_at: Timestamp.nullable(),
  version: z.string().nullable(),
  /** Of the caller's clubs. */
  cameras: z.int(),
  cameras_live: z.int(),
  recordings: z.int(),
  max_concurrent: z.int(),
  last_frame_at: Timestamp.nullable(),
  /** Null while it never said. `hours_left`: lib/domain/overview/disk-left.ts. */
  disk: z.object({ bytes_free: z.number(), bytes_total: z.number(), hours_left: z.number().nullable() }).nullable(),
  reports_waiting: z.int(),
});
export type OverviewDevice = z.infer<typeof OverviewDevice>;

export const TodaysRecording = z.object({
  session_id: SessionId,
  club_id: ClubId,
  club_name: z.string(),
  court_name: z.string().nullable(),
  by: z.string(),
  status: RecordingState,
  started_at: Timestamp,
  ends_at: Timestamp,
  duration_seconds: z.number().nullable(),
  bytes: z.number(),
  file_id: FileId.nullable(),
});
export type TodaysRecording = z.infer<typeof TodaysRecording>;

export const Overview = z.object({
  at: Timestamp,
  problems: z.array(OverviewProblem),
  courts: z.array(OverviewCourt),
  devices: z.array(OverviewDevice),
  /** Of the clubs' own calendar day, newest first; those in the trash are not counted. */
  today: z.array(TodaysRecording),
});
export type Overview = z.infer<typeof Overview>;
