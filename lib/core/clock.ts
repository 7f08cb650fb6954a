import { setTimeout as delay } from "node:timers/promises";

/** The only source of time in code that is tested with a manual clock. */
export interface Clock {
  /** Wall time, for stamping what people read. */
  now(): Date;
  /** Milliseconds that never go backwards, for measuring and scheduling. */
  monotonicMs(): number;
  /** Rejects with the abort reason when `signal` fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
};
