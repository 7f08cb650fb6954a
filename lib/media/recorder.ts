import { rm } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";
import { signal } from "@/lib/core/signal";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { isErrno } from "@/lib/storage/durable";
import type { Chapter } from "./mp4/chapters";
import type { Recorder } from "./ports";
import {
  openRecordingFile,
  type RecordingFile,
  type RecordingFileOptions,
  reopenRecordingFile,
} from "./recording-file";

export type StartRecorderOptions = Omit<RecordingFileOptions, "run"> & {
  run?: ProcessRunner;
  /** How long the first bytes may take. */
  startWithinMs?: number;
};

/** record.start is given 5 s by its caller. */
const START_WITHIN_MS = 4_500;

/**
 * Records what the proxy delivers into a fragmented MP4 at `partPath`, which must not exist. Resolves when the first
 * fragment is durable; rejects with `camera_unreachable` when the camera gives nothing in time, `storage_full`, or
 * `internal` when it cannot be written; nothing runs then and the part is gone. A recording outlives its camera: without
 * pictures the last one stands.
 */
export async function startRecorder({
  run = runProcess,
  startWithinMs = START_WITHIN_MS,
  ...options
}: StartRecorderOptions): Promise<Recorder> {
  const { proxy, clock, partPath } = options;
  const deadlineMs = clock.monotonicMs() + startWithinMs;
  await proxy.waitForFrame(startWithinMs);
  const file = openRecordingFile({ ...options, run });
  const waiting = new AbortController();
  const isTooLate = clock.sleep(Math.max(0, deadlineMs - clock.monotonicMs()), waiting.signal).then(
    () => tooLate(),
    () => tooLate(),
  );
  const outcome = await Promise.race([file.hasFragment.then(() => null), isTooLate, file.failed.then(diskError)]);
  waiting.abort();
  if (outcome === null) return toRecorder(file, options);
  await file.close("kill");
  await rm(partPath, { force: true });
  throw outcome;
}

/**
 * Goes on with a recording that broke off: into the same file, at the place on its timeline where the wall clock is now.
 * The camera may be away; nothing is written until it is back. Throws `unprocessable` when there is nothing to go on with.
 */
export async function resumeRecorder(
  { run = runProcess, ...options }: Omit<StartRecorderOptions, "startWithinMs">,
  startedAt: Date,
): Promise<Recorder> {
  return toRecorder(await reopenRecordingFile({ ...options, run }, startedAt), options);
}

type Deps = Pick<StartRecorderOptions, "clock" | "log" | "proxy">;

function toRecorder(file: RecordingFile, { clock, log, proxy }: Deps): Recorder {
  let isEnding = false;
  const startedAt = new Date(clock.now().getTime() - (clock.monotonicMs() - file.originMs()));
  const [ended, tellEnd] = signal<{ error: string | null }>();
  void file.failed.then(async (cause) => {
    const { message } = diskError(cause);
    log.error({ err: cause, camera: proxy.camera.id }, "a recording cannot be written any more");
    if (isEnding) return;
    isEnding = true;
    await file.close("kill");
    tellEnd({ error: message });
  });

  async function close(how: "stop" | "suspend", chapters?: readonly Chapter[]): Promise<void> {
    if (isEnding) return void (await ended);
    isEnding = true;
    await file.close(how, chapters);
    tellEnd({ error: null });
  }

  return {
    startedAt,
    bytes: () => file.bytes(),
    gaps: () => file.gaps(),
    onReplaced: (callback) => file.onReplaced(callback),
    ended,
    stop: (chapters) => close("stop", chapters),
    suspend: () => close("suspend"),
  };
}

function diskError(cause: unknown): AppError {
  if (isErrno(cause, "ENOSPC") || isErrno(cause, "EDQUOT"))
    return new AppError("storage_full", "The device's disk is full.", { cause });
  return new AppError("internal", "The device's disk cannot be written any more.", { cause });
}

const tooLate = () => new AppError("camera_unreachable", "The camera gave no picture to record in time.");
