import type { RecordingReport } from "@/lib/contracts/mqtt";
import type { RecordingRow } from "./store";

/** A row as the wire has it. What is still starting is told as recording: its caller waits for the first bytes. */
export const toRecordingReport = (row: RecordingRow): RecordingReport => ({
  session_id: row.sessionId,
  camera_id: row.cameraId,
  state: row.state === "starting" ? "recording" : row.state,
  started_at: row.startedAt,
  ends_at: row.endsAt,
  ended_at: row.endedAt,
  bytes: row.bytes,
  duration_seconds: row.durationSeconds,
  gaps: row.gaps,
  error: row.error,
  file_id: row.fileId,
  file: row.file,
});
