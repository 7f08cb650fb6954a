import type { Clock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Bus } from "./bus";
import { ALIVE_EVERY_MS } from "./presence-book";
import { topics } from "./topics";

/** A tick later than this was not jitter: the process stood still (suspended, swapping, frozen by somebody). */
const STALL_MS = 1_000;
/** What waited in the socket during a stall is read right after it. */
const AFTER_STALL_MS = 2_000;

export type SignsOfLife = Service & {
  /** How long this process stood still just now, in ms: what arrives at this moment may be that old. Usually 0. */
  recentStallMs(): number;
};

/** Tells every second that this device is there. A sign that the link does not take is not repeated: the next one says as much. */
export function createSignsOfLife({ bus, deviceId, clock }: { bus: Bus; deviceId: string; clock: Clock }): SignsOfLife {
  let abort: AbortController | null = null;
  let forgetConnect = () => {};
  let isUnsent = false;
  let stall = { ms: 0, endedMs: Number.NEGATIVE_INFINITY };

  async function tick(signal: AbortSignal): Promise<void> {
    let beforeMs = clock.monotonicMs();
    while (!signal.aborted) {
      send();
      await clock.sleep(ALIVE_EVERY_MS, signal).catch(() => undefined);
      const nowMs = clock.monotonicMs();
      const lateMs = nowMs - beforeMs - ALIVE_EVERY_MS;
      if (lateMs > STALL_MS) stall = { ms: lateMs, endedMs: nowMs };
      beforeMs = nowMs;
    }
  }

  function send(): void {
    if (isUnsent || !bus.connected) return;
    isUnsent = true;
    const done = () => {
      isUnsent = false;
    };
    bus.publish(topics.alive(deviceId), "", { qos: 0 }).then(done, done);
  }

  return {
    async start() {
      if (abort) return;
      abort = new AbortController();
      // At once: a device that falls silent right after it came is missed as soon as the others.
      forgetConnect = bus.onConnect(send);
      void tick(abort.signal);
    },
    async stop() {
      forgetConnect();
      abort?.abort();
      abort = null;
    },
    recentStallMs: () => (clock.monotonicMs() - stall.endedMs <= AFTER_STALL_MS ? stall.ms : 0),
  };
}
