import { rm } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";
import { runProcess } from "@/lib/process/node-process-runner";
import type { Exit, ProcessRunner } from "@/lib/process/process-runner";
import { isErrno } from "@/lib/storage/durable";
import type { Recorder } from "./ports";
import { openRecording, type RecordingProcess, type RecordingProcessOptions } from "./recording-process";

export type StartRecorderOptions = Omit<RecordingProcessOptions, "onUnfit" | "run"> & {
  run?: ProcessRunner;
  /** How long the first bytes may take. */
  startWithinMs?: number;
};

/** record.start is given 5 s by its caller. */
const START_WITHIN_MS = 4_500;

/**
 * Records what the proxy delivers into a fragmented MP4 at `partPath`, which must not exist. Resolves when the first
 * fragment is durable; rejects with `camera_unreachable` when the camera gives nothing in time, `storage_full`, or
 * `internal` when the writer fails; nothing runs then and the part is gone. A recording outlives its camera: without
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
  let unfit: string | null = null;
  const recording = await openRecording({
    ...options,
    run,
    onUnfit(why) {
      unfit = why;
      void recording.close("stop");
    },
  });
  const waiting = new AbortController();
  const isTooLate = clock.sleep(Math.max(0, deadlineMs - clock.monotonicMs()), waiting.signal).then(
    () => true,
    () => true,
  );
  const hasStarted = recording.part.hasFragment.then(() => "started");
  const hasFailed = recording.part.failed.then((cause) => diskError(cause));
  const outcome = await Promise.race([hasStarted, recording.exited, isTooLate, hasFailed]);
  waiting.abort();
  if (outcome === "started") return toRecorder(recording, options, () => unfit);
  const exit = await recording.close("kill");
  await rm(partPath, { force: true });
  if (outcome instanceof AppError) throw outcome;
  throw outcome === true
    ? new AppError("camera_unreachable", "The camera gave no picture to record in time.")
    : toError(exit);
}

function toRecorder(
  recording: RecordingProcess,
  { clock, log, proxy }: Pick<StartRecorderOptions, "clock" | "log" | "proxy">,
  unfit: () => string | null,
): Recorder {
  let isStopping = false;
  let broken: AppError | null = null;
  void recording.part.failed.then((cause) => {
    log.error({ err: cause, camera: proxy.camera.id }, "a recording cannot be written any more");
    broken = diskError(cause);
    return recording.close("kill");
  });
  const sinceMs = clock.monotonicMs() - (recording.startedMs() ?? clock.monotonicMs());
  const ended = recording.exited.then(async (exit) => {
    await recording.close("stop");
    if (isStopping && !broken) return { error: null };
    const error = broken?.message ?? unfit() ?? toError(exit).message;
    log.error({ camera: proxy.camera.id, error, code: exit.code, signal: exit.signal }, "a recorder ended by itself");
    return { error };
  });
  return {
    startedAt: new Date(clock.now().getTime() - sinceMs),
    bytes: () => recording.part.bytes(),
    ended,
    async stop() {
      isStopping = true;
      await recording.close("stop");
      await ended;
    },
  };
}

function diskError(cause: unknown): AppError {
  if (isErrno(cause, "ENOSPC") || isErrno(cause, "EDQUOT"))
    return new AppError("storage_full", "The device's disk is full.", { cause });
  return cause instanceof Error && "errno" in cause
    ? new AppError("internal", "The device's disk cannot be written any more.", { cause })
    : new AppError("internal", "The recorder failed: what it made is no video.", { cause });
}

const toError = ({ signal }: Exit): AppError =>
  new AppError(
    "internal",
    signal ? `The recorder was ended from outside (${signal}).` : "The recorder failed; its log says why.",
  );
