import { MAX_DURATION_MINUTES } from "@/lib/contracts/recordings";
import { AppError } from "@/lib/core/errors";
import type { RecordingRow } from "./store";

export type RecordingRequest = { sessionId: string; cameraId: number; clubId: number; endsAt: string };

type Situation = {
  /** What is known of this session's recording already. */
  known: RecordingRow | null;
  /** Recordings that run or are being started. */
  taken: { cameraId: number; endsAt: string }[];
  maxConcurrent: number;
  nowMs: number;
};

/** Two clocks set by NTP differ by less; a start may also have waited a moment on its way here. */
const CLOCK_TOLERANCE_MS = 60_000;
const RETRY_AFTER_SECONDS = 60;

/** Throws why a recording cannot be started now; returns when nothing speaks against it. */
export function refuseRequest(request: RecordingRequest, { known, taken, maxConcurrent, nowMs }: Situation): void {
  if (known) throw new AppError("conflict", "This session was already recorded. Open a new one to record again.");
  const rival = taken.find(({ cameraId }) => cameraId === request.cameraId);
  if (rival) {
    const message = `This camera is already being recorded, until ${rival.endsAt}.`;
    throw new AppError("conflict", message, { details: { ends_at: rival.endsAt } });
  }
  if (taken.length >= maxConcurrent) {
    const message = `This device already makes ${maxConcurrent} recordings, as many as it may. Stop one first.`;
    throw new AppError("rate_limited", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  const lengthMs = Date.parse(request.endsAt) - nowMs;
  if (lengthMs <= 0 || lengthMs > MAX_DURATION_MINUTES * 60_000 + CLOCK_TOLERANCE_MS)
    throw new AppError("unprocessable", "The end is not within the next 10 hours. Check the device's clock.");
}
