import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { ClipRequest, Clips } from "../clips/clips";
import { tellLost } from "../clips/of-event";
import type { ClipStore } from "../clips/store";
import type { Events } from "../events";

const RETRY_MS = 500;
/** A camera's last minute is in memory: a clip that begins five seconds before its event may wait so long. */
const WAIT_AT_MOST_MS = 45_000;

export type CaptureOptions = {
  clips: Pick<Clips, "take">;
  store: Pick<ClipStore, "end">;
  events: Pick<Events, "keep">;
  clock: Clock;
  log: Logger;
};

/**
 * Makes a clip that an event was promised, when its turn comes. Never rejects: what was in its way is told with the event.
 * One that the end of the program was in the way of is told at the next start.
 */
export async function captureClip(request: ClipRequest, options: CaptureOptions): Promise<void> {
  const { clips, store, events, clock, log } = options;
  const lastMs = clock.monotonicMs() + WAIT_AT_MOST_MS;
  for (;;) {
    try {
      await clips.take(request);
      return;
    } catch (error) {
      const code = isAppError(error) ? error.code : null;
      const { clip_id: clipId, camera_id: cameraId, event_id: eventId = null } = request;
      if (code === "rate_limited" && clock.monotonicMs() < lastMs) {
        await clock.sleep(RETRY_MS);
        continue;
      }
      log.warn({ err: error, clip: clipId, camera: cameraId, event: eventId }, "an event has no clip");
      if (code === "rate_limited") store.end(clipId, () => tellLost(events, { clipId, cameraId, eventId }, error));
      return;
    }
  }
}
