import type { Clock } from "@/lib/core/clock";
import type { Replacement } from "@/lib/media/ports";
import { QUIET_MS } from "../camera-watch";
import type { Events } from "../events";
import type { RecordingRow } from "./store";

/** Far below the size of a message. */
const MAX_LINES = 12;

/** Tells by events when something went wrong with what makes one recording. */
export interface RecorderWatchdog {
  /** A part was replaced while the recording goes on: told at most once in 30 s, with how many were not told before. */
  replaced(what: Replacement): void;
  /** The recording ended although nobody asked for it. `message` is for people. */
  stopped(message: string): void;
}

export function createRecorderWatchdog(
  { sessionId, cameraId }: Pick<RecordingRow, "sessionId" | "cameraId">,
  { events, clock }: { events: Events; clock: Clock },
): RecorderWatchdog {
  let lastMs = Number.NEGATIVE_INFINITY;
  let untold = 0;
  return {
    replaced({ cause, lines }) {
      const nowMs = clock.monotonicMs();
      if (nowMs - lastMs < QUIET_MS) {
        untold++;
        return;
      }
      const data = { cause, lines: lines.slice(-MAX_LINES), untold, session_id: sessionId };
      events.add({ type: "recorder.replaced", cameraId, data });
      lastMs = nowMs;
      untold = 0;
    },
    stopped: (message) => events.add({ type: "recorder.stopped", cameraId, data: { message, session_id: sessionId } }),
  };
}
