import { TICKS_PER_MS } from "./packets";

/** A source that never slows down is taken as it is. */
const AT_MOST = 1_000 * TICKS_PER_MS;

/**
 * Finds where the clock of a fresh upstream stands. Sources first send what they have buffered, faster than it was filmed:
 * once pictures come at their own pace, the least delayed one so far is "now", and those before it are the past. All in
 * ticks.
 */
export class Settling {
  private least = Number.POSITIVE_INFINITY;
  private first: { dts: number; now: number } | null = null;
  private last: { dts: number; now: number } | null = null;

  /** A picture decoded at `dts` arrived `now`. True once the pace is the upstream's own. */
  observe(dts: number, now: number): boolean {
    const { last } = this;
    this.first ??= { dts, now };
    this.last = { dts, now };
    this.least = Math.min(this.least, now - dts);
    return last !== null && (now - last.now >= (dts - last.dts) / 2 || now - this.first.now >= AT_MOST);
  }

  /** The first picture's time and what to add to get to our clock; null before the first picture. */
  result(): { dts: number; offset: number } | null {
    return this.first && { dts: this.first.dts, offset: this.least };
  }
}
