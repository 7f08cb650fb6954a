import { rm } from "node:fs/promises";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { takeTurns } from "@/lib/core/turns";
import type { Chapter } from "@/lib/media/mp4/chapters";
import type { RecorderResult } from "@/lib/media/ports";
import type { DiskState } from "@/lib/storage/disk";
import { gapChapters } from "./gaps";
import type { Journal } from "./journal";
import { type RecordingPaths, recordingPaths } from "./paths";
import { quarantine } from "./quarantine";
import type { RecordingRow } from "./store";

/** Each finishing reads the whole file, and may write it once more: two at a time leave the disk to what is being recorded. */
const AT_ONCE = 2;
/** R11: back by itself within 10 s after there is room again. */
const RETRY_AFTER_MS = 5_000;

/** Makes the plain MP4 of what was recorded, and does not give up: until then the part is kept and plays. */
export interface Finisher {
  /** Resolves when it is ready or failed; rejects only when the program stops before. */
  finish(row: RecordingRow): Promise<RecordingRow>;
  /** The same of one that is being finished; at once the last word on any other. Throws `not_found`. */
  whenFinished(sessionId: string): Promise<RecordingRow>;
  /** A recording that is being finished. */
  current(sessionId: string): RecordingRow | null;
  /** Begins nothing more; what is under way the next start does again. */
  stop(): void;
}

/** `assertRoom` is asked before the file is written a second time. */
export type FinishPart = (
  paths: RecordingPaths,
  chapters: readonly Chapter[],
  assertRoom: (bytes: number) => Promise<void>,
) => Promise<RecorderResult>;

export type FinisherOptions = {
  store: { get(sessionId: string): RecordingRow | null };
  journal: Pick<Journal, "change">;
  finishRecording: FinishPart;
  readDisk(): Promise<DiskState>;
  mediaDir: string;
  clock: Clock;
  log: Logger;
};

export function createFinisher(options: FinisherOptions): Finisher {
  const { store, journal, clock, log } = options;
  const turn = takeTurns(AT_ONCE);
  const current = new Map<string, { row: RecordingRow; done: Promise<RecordingRow> }>();
  const stopping = new AbortController();

  const pathsOf = ({ clubId, sessionId }: RecordingRow) => recordingPaths(options.mediaDir, clubId, sessionId);

  async function untilFinished(row: RecordingRow): Promise<RecordingRow> {
    const paths = pathsOf(row);
    let lastCause = "";
    for (;;) {
      stopping.signal.throwIfAborted();
      try {
        return await turn(() => finishOnce(row, paths));
      } catch (err) {
        stopping.signal.throwIfAborted();
        const cause = err instanceof Error ? err.message : String(err);
        if (cause !== lastCause) log.warn({ err, session: row.sessionId }, "a recording cannot be finished yet");
        lastCause = cause;
      }
      await clock.sleep(RETRY_AFTER_MS, stopping.signal);
    }
  }

  async function finishOnce(row: RecordingRow, paths: RecordingPaths): Promise<RecordingRow> {
    const result = await options.finishRecording(paths, gapChapters(row.gaps, row.startedAt), assertRoom);
    const finished = result.state === "ready" ? ready(row, result, paths) : await failed(row, result, paths);
    // Whatever is told is done: once the row is ready or failed nobody looks for what a kill left behind.
    await rm(paths.label, { force: true });
    journal.change(finished, finished.error ?? "finished");
    return finished;
  }

  /** Finishing must not take the room that running recordings were promised. */
  async function assertRoom(bytes: number): Promise<void> {
    const { bytesFree, bytesReserved } = await options.readDisk();
    if (bytesFree - bytes < bytesReserved / 10) throw new AppError("storage_full", "There is no room to finish it.");
  }

  async function failed(row: RecordingRow, result: RecorderResult, paths: RecordingPaths): Promise<RecordingRow> {
    const isKept = await quarantine(paths);
    const why = result.error ?? "nothing readable was recorded";
    const error = isKept ? `The video cannot be read (${why}); it was set aside on the device.` : why;
    return { ...row, state: "failed", endedAt: row.endedAt ?? row.startedAt, error: row.error ?? error };
  }

  return {
    finish(row) {
      const known = current.get(row.sessionId);
      if (known) return known.done;
      const done = untilFinished(row).finally(() => current.delete(row.sessionId));
      // Whoever stops the program does not wait for it.
      done.catch(() => undefined);
      current.set(row.sessionId, { row, done });
      return done;
    },
    async whenFinished(sessionId) {
      const row = await (current.get(sessionId)?.done ?? store.get(sessionId));
      if (!row) throw new AppError("not_found", "This device has no such recording.");
      return row;
    },
    current: (sessionId) => current.get(sessionId)?.row ?? null,
    stop() {
      stopping.abort(new Error("the program stops"));
    },
  };
}

/** Of a recording that nobody ended, the end is that of its last picture. */
function ready(row: RecordingRow, { file, endedAt, error }: RecorderResult, paths: RecordingPaths): RecordingRow {
  if (!file) throw new Error("a recording became ready without a file");
  const { bytes, durationSeconds, sha256, hasPoster } = file;
  return {
    ...row,
    ...{ state: "ready", bytes, durationSeconds, error: row.error ?? error },
    endedAt: row.endedAt ?? endedAt.toISOString(),
    file: {
      ...{ id: row.fileId, path: paths.relative, bytes, sha256 },
      ...{ duration_seconds: durationSeconds, has_poster: hasPoster },
    },
  };
}
