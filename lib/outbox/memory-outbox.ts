import { type Clock, systemClock } from "@/lib/core/clock";
import { toPayload } from "./message-size";
import type { Outbox, Queued } from "./outbox";

/** An outbox that lives as long as the program: for tests and simulations, never for a device. */
export function memoryOutbox(clock: Clock = systemClock): Outbox {
  const queue = new Map<string, Queued>();
  let seq = 0;
  return {
    add({ id, topic, payload }) {
      const text = toPayload(payload);
      if (!queue.has(id)) queue.set(id, { seq: ++seq, id, topic, payload: text, queuedAt: clock.now() });
    },
    peek(limit, afterSeq = 0) {
      const found: Queued[] = [];
      for (const queued of queue.values()) {
        if (found.length >= limit) break;
        if (queued.seq > afterSeq) found.push(queued);
      }
      return found;
    },
    forget(ids) {
      for (const id of ids) queue.delete(id);
    },
    size: () => queue.size,
    lastSeq: () => seq,
    oldestQueuedAt: () => queue.values().next().value?.queuedAt ?? null,
  };
}
