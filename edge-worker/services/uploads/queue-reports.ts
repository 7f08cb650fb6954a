import type { ReportedFile } from "@/lib/contracts/mqtt";
import { type UploadPurpose, uploadIdOf } from "@/lib/contracts/uploads";
import type { Clock } from "@/lib/core/clock";
import type { Reports } from "../reports";
import { PRIORITY, type Priority, type UploadJob, type UploadQueue } from "./queue";

/** What leaves without being asked for: everything, only clips, or nothing but the posters the library shows. */
export type SentByItself = "all" | "clips" | "asked";

type Options = { queue: Pick<UploadQueue, "add">; mode: SentByItself; clock: Clock; wake: () => void };

/**
 * The same reports; a file that is finished is queued for web in the transaction that tells of it, so that none is told
 * and forgotten.
 */
export function queueReported(reports: Reports, { queue, mode, clock, wake }: Options): Reports {
  const add = (file: ReportedFile, purpose: UploadPurpose, cameraId: number, priority: Priority) =>
    queue.add(toJob(file, purpose, { cameraId, at: clock.now() }), priority);
  const addFile = (file: ReportedFile, purpose: UploadPurpose, cameraId: number, priority: Priority) => {
    if (file.has_poster) add(file, "poster", cameraId, PRIORITY.poster);
    if (mode === "all" || (mode === "clips" && purpose === "clip")) add(file, purpose, cameraId, priority);
    // Not before the end of the transaction this may be part of.
    setImmediate(wake);
  };
  return {
    ...reports,
    recording(about) {
      reports.recording(about);
      if (about.state === "ready" && about.file) addFile(about.file, "recording", about.camera_id, PRIORITY.recording);
    },
    clip(about) {
      reports.clip(about);
      addFile(about.file, "clip", about.camera_id, about.event_id === null ? PRIORITY.clip : PRIORITY.eventClip);
    },
  };
}

type About = { cameraId: number | null; at: Date };

export const toJob = (
  file: Pick<ReportedFile, "id" | "path" | "sha256">,
  purpose: UploadPurpose,
  { cameraId, at }: About,
): UploadJob => ({
  uploadId: uploadIdOf({ purpose, file_id: file.id }),
  fileId: file.id,
  purpose,
  path: purpose === "poster" ? file.path.replace(/\.[^./]+$/, ".jpg") : file.path,
  sha256: purpose === "poster" ? null : file.sha256,
  cameraId,
  queuedAt: at.toISOString(),
  damaged: 0,
});
