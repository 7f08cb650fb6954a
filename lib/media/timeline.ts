import { TICKS_PER_MS } from "./packets";

const BACKWARD_JUMP = 1_000 * TICKS_PER_MS;
const FORWARD_JUMP = 5_000 * TICKS_PER_MS;
const WINDOW = 10_000 * TICKS_PER_MS;
/** Smaller differences are the network's, or a match's worth of an ordinary quartz (50 ppm: 0.3 s in 90 minutes). */
const TOLERATED = 400 * TICKS_PER_MS;
/** How fast a wrong clock is corrected: a picture at most one twentieth longer or shorter is not seen. */
const CORRECTION_RATE = 0.05;

/**
 * Puts an upstream's own clock on ours. After a (re)start it is anchored once; from then on the upstream's
 * clock counts, so that network jitter does not reach the pictures, and is corrected slowly where it runs too fast or too
 * slow, measured at the least delayed picture of each 10 s. A clock that jumps is taken as a new one. All in ticks.
 */
export class Timeline {
  private offset: number | null = null;
  private lastDts = 0;
  private lastNow = 0;
  private windowEnd = 0;
  private leastLag = 0;
  private correction = 0;

  /** The upstream was (re)started: its clock means nothing any more, and the next timestamp means "now". */
  restart(): void {
    this.offset = null;
  }

  /** The upstream's clock as of its unit decoded at `dts`: `offset` leads from it to ours. */
  anchor(dts: number, offset: number, now: number): void {
    this.offset = offset;
    this.lastDts = dts;
    this.lastNow = now;
    this.correction = 0;
    this.leastLag = Number.POSITIVE_INFINITY;
    this.windowEnd = now + WINDOW;
  }

  /** What to add to the timestamps of a unit decoded at `dts` that arrived `now`, so that they lie on our clock. */
  place(dts: number, now: number): number {
    const since = dts - this.lastDts;
    const isNewClock = since < -BACKWARD_JUMP || (since > FORWARD_JUMP && since - (now - this.lastNow) > FORWARD_JUMP);
    if (this.offset === null || isNewClock) this.anchor(dts, now - dts, now);
    const offset = this.offset! + this.takeCorrection(since);
    this.offset = offset;
    this.lastDts = dts;
    this.lastNow = now;
    this.measure(now - (dts + offset), now);
    return Math.round(offset);
  }

  private takeCorrection(since: number): number {
    const most = Math.max(0, since) * CORRECTION_RATE;
    const step = Math.max(-most, Math.min(most, this.correction));
    this.correction -= step;
    return step;
  }

  private measure(lag: number, now: number): void {
    this.leastLag = Math.min(this.leastLag, lag);
    if (now < this.windowEnd) return;
    this.correction = Math.abs(this.leastLag) > TOLERATED ? this.leastLag : 0;
    this.leastLag = Number.POSITIVE_INFINITY;
    this.windowEnd = now + WINDOW;
  }
}
