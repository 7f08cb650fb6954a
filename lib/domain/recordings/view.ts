import path from "node:path";
import { z } from "zod";
import { Gap, type RecordingView, type StoppedFile, type StoppedRecording } from "@/lib/contracts/recordings";
import type { MediaFile, Recording } from "@/lib/db/generated/client";
import { videoPath } from "../files/paths";

const seconds = (ms: number): number => Math.max(0, Math.round(ms / 100) / 10);

/** A recording as people see it at `now`; elapsed and remaining come from the server's clock, never the device's. */
export function toRecordingView(row: Recording, now: Date): RecordingView {
  const isOver = row.status === "finalizing" || row.status === "ready" || row.status === "failed";
  const until = row.endedAt ?? now;
  return {
    session_id: row.sessionId,
    status: row.status,
    started_at: row.startedAt?.toISOString() ?? null,
    ends_at: row.endsAt.toISOString(),
    elapsed_seconds: row.startedAt ? seconds(until.getTime() - row.startedAt.getTime()) : 0,
    remaining_seconds: isOver ? 0 : seconds(row.endsAt.getTime() - now.getTime()),
    duration_seconds: row.durationSeconds,
    bytes: Number(row.bytes),
    gaps: toGaps(row.gaps),
    error: row.error,
  };
}

/** None where what is stored cannot be read: a page must not fail for it. */
export const toGaps = (stored: unknown): Gap[] => z.array(Gap).safeParse(stored).data ?? [];

/** What stop answers. A file still being finished has an id and no hash; a failed recording has no file. */
export const toStoppedRecording = (row: Recording, file: MediaFile | null): StoppedRecording => ({
  video_path: videoPath(row.clubId, row.sessionId),
  status: row.status,
  file: file ? toStoppedFile(file) : toUnfinishedFile(row),
});

const toStoppedFile = (file: MediaFile): StoppedFile => ({
  id: file.id,
  filename: file.filename,
  bytes: Number(file.bytes),
  duration_seconds: file.durationSeconds ?? 0,
  sha256: file.sha256,
});

const toUnfinishedFile = (row: Recording): StoppedFile | null =>
  row.status !== "finalizing" || row.bornFileId === null
    ? null
    : {
        id: row.bornFileId,
        filename: path.posix.basename(videoPath(row.clubId, row.sessionId)),
        bytes: Number(row.bytes),
        duration_seconds: row.durationSeconds ?? 0,
        sha256: null,
      };
