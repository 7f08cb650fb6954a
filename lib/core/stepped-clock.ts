import type { Clock } from "./clock";

type Sleeper = { wakesAtMs: number; wake(): void };

/**
 * Time stands still until the test advances it; what sleeps wakes in order, and everything it awaited settles before the
 * next one wakes. For loops that run for ever, which a clock that never waits would spin.
 */
export class SteppedClock implements Clock {
  private elapsedMs = 0;
  private readonly sleepers = new Set<Sleeper>();

  constructor(private readonly start = new Date("2026-01-01T00:00:00Z")) {}

  now(): Date {
    return new Date(this.start.getTime() + this.elapsedMs);
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => this.sleepers.delete(sleeper) && reject(signal?.reason);
      const sleeper = {
        wakesAtMs: this.elapsedMs + ms,
        wake() {
          signal?.removeEventListener("abort", abort);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.elapsedMs + ms;
    await settle();
    for (let next = this.nextBefore(untilMs); next; next = this.nextBefore(untilMs)) {
      this.sleepers.delete(next);
      this.elapsedMs = next.wakesAtMs;
      next.wake();
      await settle();
    }
    this.elapsedMs = untilMs;
    await settle();
  }

  private nextBefore(untilMs: number): Sleeper | undefined {
    return [...this.sleepers].filter((s) => s.wakesAtMs <= untilMs).sort((a, b) => a.wakesAtMs - b.wakesAtMs)[0];
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
