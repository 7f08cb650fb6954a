import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import { topics } from "@/lib/mqtt/topics";
import type { Outbox } from "@/lib/outbox/outbox";

/** `at`: when it happened, if not now. */
export type Happening = { type: string; cameraId: number; data: Record<string, unknown>; at?: Date };

/** `id` where something else has to name it before; `topic`: which of the device's. */
export type Occurrence = Omit<Happening, "cameraId"> & {
  cameraId?: number | undefined;
  id?: string;
  topic?: "button" | "motion" | "captured" | "noticed";
};

/** What this device noticed. */
export interface Events {
  /**
   * Mints an event; it stays in the outbox until the server has it. Never throws: what cannot be kept is logged, and the
   * recording it speaks of goes on.
   */
  add(what: Happening): void;
  /** The same, for what must not be lost: durable when it returns its id, throws when it cannot be. */
  keep(what: Occurrence): string;
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
  function keep({ type, cameraId, data, at, id = newId(), topic = "noticed" }: Occurrence): string {
    const now = clock.now();
    const agoMs = at === undefined ? 0 : Math.max(0, now.getTime() - at.getTime());
    const payload: Omit<DeviceEvent, "seq"> = {
      ...{ schema: 1, event_id: id, device_id: deviceId, boot_id: bootId, type },
      ...(cameraId !== undefined && { camera_id: cameraId }),
      ...{ occurred_at: (at ?? now).toISOString(), monotonic_ms: clock.monotonicMs() - agoMs },
      ...{ clock_synced: isClockSynced(), historical: false, data },
    };
    outbox.add({ id, topic: topics[topic](deviceId), payload });
    // Not before the end of a transaction this may be part of.
    setImmediate(wake);
    return id;
  }

  return {
    keep,
    add(what) {
      const { type, cameraId: camera, data } = what;
      try {
        const event = keep(what);
        log.info({ event, type, camera, cause: data.cause }, "noticed");
      } catch (err) {
        log.error({ err, type, camera }, "an event could not be kept");
      }
    },
  };
}
