import { z } from "zod";
import { FileId, SessionId, Timestamp } from "./common";

export const DEFAULT_DURATION_MINUTES = 90;
export const MAX_DURATION_MINUTES = 600;

export const Gap = z.object({ from: Timestamp, to: Timestamp.nullable(), cause: z.string() });
export type Gap = z.infer<typeof Gap>;

const Minutes = z.int().min(1).max(MAX_DURATION_MINUTES);
export const StartRecording = z.object({ session_id: SessionId, duration_minutes: Minutes.optional() }).strict();
export type StartRecording = z.infer<typeof StartRecording>;
export const ExtendRecording = z.object({ session_id: SessionId, minutes: Minutes }).strict();
export type ExtendRecording = z.infer<typeof ExtendRecording>;
export const StopRecording = z.object({ session_id: SessionId }).strict();
export type StopRecording = z.infer<typeof StopRecording>;

/** `starting` is seen only while the device has not answered yet. */
export const RecordingState = z.enum(["starting", "recording", "finalizing", "ready", "failed"]);
export type RecordingState = z.infer<typeof RecordingState>;

export const StartedRecording = z.object({
  session_id: SessionId,
  status: RecordingState,
  started_at: Timestamp,
  ends_at: Timestamp,
  duration_minutes: z.int(),
});
export type StartedRecording = z.infer<typeof StartedRecording>;

export const RecordingView = z.object({
  session_id: SessionId,
  status: RecordingState,
  started_at: Timestamp.nullable(),
  ends_at: Timestamp,
  elapsed_seconds: z.number(),
  remaining_seconds: z.number(),
  duration_seconds: z.number().nullable(),
  bytes: z.number(),
  gaps: z.array(Gap),
  error: z.string().nullable(),
});
export type RecordingView = z.infer<typeof RecordingView>;

export const StoppedFile = z.object({
  id: FileId,
  filename: z.string(),
  bytes: z.number(),
  duration_seconds: z.number(),
  /** Null while `status` is `finalizing`. */
  sha256: z.string().nullable(),
});
export type StoppedFile = z.infer<typeof StoppedFile>;
export const StoppedRecording = z.object({
  video_path: z.string(),
  status: RecordingState,
  file: StoppedFile.nullable(),
});
export type StoppedRecording = z.infer<typeof StoppedRecording>;
