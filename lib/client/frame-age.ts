/** A picture older than this is shown as standing still; the devices use the same figure for `stale`. */
export const STALE_AFTER_MS = 5_000;

/**
 * How old the newest picture of a camera is, whatever the two clocks say. The smallest difference ever seen between
 * capture and arrival is taken for the clocks' disagreement plus the quickest travel; only what comes on top is age.
 */
export class FrameAge {
  private capturedAtMs: number | null = null;
  private leastDifferenceMs = Number.POSITIVE_INFINITY;

  observe(capturedAtMs: number, arrivedAtMs: number): void {
    this.capturedAtMs = capturedAtMs;
    this.leastDifferenceMs = Math.min(this.leastDifferenceMs, arrivedAtMs - capturedAtMs);
  }

  /** Null before the first picture. */
  ageMs(nowMs: number): number | null {
    return this.capturedAtMs === null ? null : Math.max(0, nowMs - this.capturedAtMs - this.leastDifferenceMs);
  }

  /** When the newest picture was taken, on this browser's clock. */
  takenAtMs(): number | null {
    return this.capturedAtMs === null ? null : this.capturedAtMs + this.leastDifferenceMs;
  }
}
