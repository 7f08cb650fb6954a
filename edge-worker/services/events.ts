import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import { topics } from "@/lib/mqtt/topics";
import type { Outbox } from "@/lib/outbox/outbox";

/** `at`: when it happened, if not now. */
export type Happening = { type: string; cameraId: number; data: Record<string, unknown>; at?: Date };

/** What this device noticed by itself. */
export interface Events {
  /**
   * Mints an event; it stays in the outbox until the server has it. Never throws: what cannot be kept is logged, and the
   * recording it speaks of goes on.
   */
  add(what: Happening): void;
}

export type EventsOptions = {
  outbox: Pick<Outbox, "add">;
  deviceId: string;
  bootId: string;
  clock: Clock;
  isClockSynced(): boolean;
  log: Logger;
  /** Called after something was queued. */
  wake: () => void;
};

export function createEvents({ outbox, deviceId, bootId, clock, isClockSynced, log, wake }: EventsOptions): Events {
  return {
    add({ type, cameraId, data, at = clock.now() }) {
      const payload: Omit<DeviceEvent, "seq"> = {
        ...{ schema: 1, event_id: newId(), device_id: deviceId, boot_id: bootId },
        ...{ type, camera_id: cameraId, occurred_at: at.toISOString(), monotonic_ms: clock.monotonicMs() },
        ...{ clock_synced: isClockSynced(), historical: false, data },
      };
      log.info({ event: payload.event_id, type, camera: cameraId, cause: data.cause }, "noticed");
      try {
        outbox.add({ id: payload.event_id, topic: topics.noticed(deviceId), payload });
        setImmediate(wake);
      } catch (err) {
        log.error({ err, type, camera: cameraId }, "an event could not be kept");
      }
    },
  };
}
