import type { Clock } from "./clock";

/** Time moves only when the code under test sleeps or the test advances it, so retries take no time at all. */
export class ManualClock implements Clock {
  readonly sleeps: number[] = [];
  private elapsedMs = 0;

  constructor(private readonly start = new Date("2026-01-01T00:00:00Z")) {}

  now(): Date {
    return new Date(this.start.getTime() + this.elapsedMs);
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  advance(ms: number): void {
    this.elapsedMs += ms;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    this.elapsedMs += ms;
  }
}
