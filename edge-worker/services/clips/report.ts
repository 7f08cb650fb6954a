import type { ClipReport } from "@/lib/contracts/mqtt";
import type { FinishedRecording } from "@/lib/media/finish-recording";
import type { ClipRow } from "./store";

/** A finished clip as the wire has it. */
export const toClipReport = (row: ClipRow, relative: string, made: FinishedRecording): ClipReport => ({
  ...{ camera_id: row.cameraId, club_id: row.clubId, session_id: row.sessionId, event_id: row.eventId },
  started_at: row.startedAt,
  file: {
    ...{ id: row.clipId, path: relative, bytes: made.bytes, sha256: made.sha256 },
    ...{ duration_seconds: made.durationSeconds, has_poster: made.hasPoster },
  },
});
