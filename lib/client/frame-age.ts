/** A picture older than this is shown as standing still: with its travel and the next look, within 5 s of the freeze. */
export const STALE_AFTER_MS = 4_000;

/** Crystals differ by some 100 parts in a million; ten times that keeps a page right that stays open for weeks. */
const DRIFT = 0.001;

/**
 * How old the newest picture of a camera is, whatever the two clocks say. The smallest difference seen between capture
 * and arrival is taken for the clocks' disagreement plus the quickest travel; only what comes on top is age. The clocks
 * may drift apart slowly, and the device's may be set back: then it begins anew.
 */
export class FrameAge {
  private newest: { capturedAtMs: number; arrivedAtMs: number; leastDifferenceMs: number } | null = null;

  observe(capturedAtMs: number, arrivedAtMs: number): void {
    const differenceMs = arrivedAtMs - capturedAtMs;
    const before = this.newest;
    const isSetBack = before !== null && capturedAtMs < before.capturedAtMs;
    const leastDifferenceMs =
      before === null || isSetBack
        ? differenceMs
        : Math.min(differenceMs, before.leastDifferenceMs + Math.max(0, arrivedAtMs - before.arrivedAtMs) * DRIFT);
    this.newest = { capturedAtMs, arrivedAtMs, leastDifferenceMs };
  }

  /** Null before the first picture. */
  ageMs(nowMs: number): number | null {
    return this.newest && Math.max(0, nowMs - this.newest.capturedAtMs - this.newest.leastDifferenceMs);
  }

  /** When the newest picture was taken, on this browser's clock. */
  takenAtMs(): number | null {
    return this.newest && this.newest.capturedAtMs + this.newest.leastDifferenceMs;
  }
}
