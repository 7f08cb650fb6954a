import { SENSOR_EVENTS, type SensorConfig } from "@/lib/contracts/device-config";
import type { Clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import type { Cameras } from "../cameras";
import type { ClipRequest } from "../clips/clips";
import { tellLost } from "../clips/of-event";
import { clipNameOf } from "../clips/paths";
import type { ClipStore } from "../clips/store";
import type { Events } from "../events";
import { fateOf, type Taken } from "./merge";

/** Of a clip, before and after what it shows. */
export const CLIP_SECONDS = { before: 5, after: 10 } as const;

export type TriggersOptions = {
  events: Pick<Events, "keep">;
  cameras: Pick<Cameras, "get">;
  clips: Pick<ClipStore, "begin">;
  /** What it writes is there whole or not at all. */
  atOnce<T>(work: () => T): T;
  /** Makes the clip, which is told already; never rejects. */
  capture(request: ClipRequest): void;
  /** A picture of now, for whoever is alerted; never throws. */
  showNow(eventId: string, cameraId: number): void;
  clock: Clock;
  log: Logger;
};

/** What a sensor's trigger becomes: an event, durable when `fire` returns its id, and the clips it asked for. */
export interface Triggers {
  /** `atMs` on the monotonic clock. Throws when the event cannot be kept. */
  fire(sensor: SensorConfig, atMs: number): string;
}

export function createTriggers(options: TriggersOptions): Triggers {
  const { events, cameras, clips, clock, log } = options;
  const taken = new Map<string, Taken>();

  function plan(sensor: SensorConfig, eventId: string, at: Date): { requests: ClipRequest[]; unserved: number[] } {
    const requests: ClipRequest[] = [];
    const unserved: number[] = [];
    for (const [index, camera] of sensor.cameras.entries()) {
      const clubId = clubOf(cameras, camera);
      if (clubId === null) unserved.push(camera);
      else
        requests.push({
          ...{ clip_id: newId(), camera_id: camera, club_id: clubId, event_id: eventId, at: at.toISOString() },
          ...{ before_s: CLIP_SECONDS.before, after_s: CLIP_SECONDS.after },
          ...(index > 0 && { name: clipNameOf(eventId, camera, false) }),
        });
    }
    return { requests, unserved };
  }

  function keep(sensor: SensorConfig, id: string, at: Date, data: Record<string, unknown>): void {
    const about = { type: SENSOR_EVENTS[sensor.kind], topic: sensor.kind, cameraId: sensor.cameras[0] };
    events.keep({ ...about, id, at, data: { sensor: sensor.name, pin: sensor.pin, ...data } });
  }

  return {
    fire(sensor, atMs) {
      const id = newId();
      const at = new Date(clock.now().getTime() - (clock.monotonicMs() - atMs));
      const fate = fateOf(taken.get(sensor.name) ?? null, atMs, sensor.merge_ms);
      if (fate.kind === "merged") {
        keep(sensor, id, at, { merged_into: fate.into.eventId, clips: fate.into.clips });
        log.info({ event: id, sensor: sensor.name, merged_into: fate.into.eventId }, "triggered again");
        return id;
      }
      const { requests, unserved } = plan(sensor, id, at);
      const promised = requests.map(({ camera_id, clip_id }) => ({ camera: camera_id, file_id: clip_id }));
      options.atOnce(() => {
        keep(sensor, id, at, { clips: promised });
        for (const request of requests) clips.begin(toRow(request, at));
        for (const cameraId of unserved) tellLost(events, { clipId: null, cameraId, eventId: id }, NOT_SERVED);
      });
      if (promised.length > 0) taken.set(sensor.name, { eventId: id, atMs, clips: promised });
      log.info({ event: id, sensor: sensor.name, cameras: sensor.cameras }, "triggered");
      for (const request of requests) {
        options.showNow(id, request.camera_id);
        options.capture(request);
      }
      return id;
    },
  };
}

const NOT_SERVED = new AppError("not_found", "This device does not serve the camera any more. Change the sensor.");

function clubOf(cameras: Pick<Cameras, "get">, cameraId: number): number | null {
  try {
    return cameras.get(cameraId).config.club_id;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Until its first picture is known it is said to begin where it was asked to. */
const toRow = (request: ClipRequest, at: Date) => ({
  ...{ clipId: request.clip_id, cameraId: request.camera_id, clubId: request.club_id, sessionId: null },
  ...{ eventId: request.event_id ?? null, ...(request.name !== undefined && { name: request.name }) },
  startedAt: new Date(at.getTime() - CLIP_SECONDS.before * 1_000).toISOString(),
});
