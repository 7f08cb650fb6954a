import type { RecordingView } from "@/lib/contracts/recordings";

export type RecordingProgress = {
  elapsedSeconds: number;
  remainingSeconds: number;
  totalSeconds: number;
  /** 0 to 1. */
  fraction: number;
};

/**
 * How far a recording is at `nowMs` (the server's clock). Whole seconds; elapsed and remaining always add up to the
 * total, so both numbers turn at the same moment. Before the first byte, and with an end before the start, it is zero.
 */
export function recordingProgress(
  { started_at, ends_at }: Pick<RecordingView, "started_at" | "ends_at">,
  nowMs: number,
): RecordingProgress {
  const startMs = started_at === null ? nowMs : Date.parse(started_at);
  const totalSeconds = Math.max(0, Math.round((Date.parse(ends_at) - startMs) / 1000));
  const elapsedSeconds = Math.min(totalSeconds, Math.max(0, Math.floor((nowMs - startMs) / 1000)));
  return {
    elapsedSeconds,
    remainingSeconds: totalSeconds - elapsedSeconds,
    totalSeconds,
    fraction: totalSeconds === 0 ? 0 : elapsedSeconds / totalSeconds,
  };
}

/** Is a file being written now? */
export const isRunning = (recording: Pick<RecordingView, "status"> | null): boolean =>
  recording?.status === "recording" || recording?.status === "starting";
