import { type Clock, systemClock } from "@/lib/core/clock";
import { toPayload } from "./message-size";
import type { Outbox, OutboxMessage, Queued } from "./outbox";

/** An outbox that lives as long as the program: for tests and simulations, never for a device. */
export function memoryOutbox(clock: Clock = systemClock): Outbox {
  const queue = new Map<string, Queued>();
  const dead = new Set<string>();
  let seq = 0;
  const addAll = (messages: readonly OutboxMessage[]): void => {
    const texts = messages.map(({ payload }) => toPayload(payload));
    for (const [i, { id, topic }] of messages.entries())
      if (!queue.has(id)) queue.set(id, { seq: ++seq, id, topic, payload: texts[i]!, queuedAt: clock.now() });
  };
  return {
    add: (message) => addAll([message]),
    addAll,
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
    setAside(rejected) {
      for (const { id } of rejected) if (queue.delete(id)) dead.add(id);
    },
    deadLetters: () => dead.size,
    size: () => queue.size,
    lastSeq: () => seq,
    oldestQueuedAt: () => queue.values().next().value?.queuedAt ?? null,
  };
}
