import { TICKS_PER_MS, TICKS_PER_SECOND } from "../packets";

/** Pictures are sent out of the order in which they are shown by less than this, */
const MAX_BACK = 2 * TICKS_PER_SECOND;
/** and a camera that says nothing for so long is given up: a time outside of this is a clock that was set anew. */
const MAX_AHEAD = 10 * TICKS_PER_SECOND;
/** Reports disagree with each other by less; more is a clock that was set. */
const MAX_DRIFT = 100 * TICKS_PER_MS;
/** Two reports that are further apart than this do not speak of the same clock. */
const MAX_APART = 10 * TICKS_PER_SECOND;

/**
 * Makes one growing time, in ticks, of a stream's RTP times, which begin anywhere and start again every 13 hours. It begins
 * when the first packet arrived and goes on when the camera sets its clock.
 */
export class RtpClock {
  private last = 0;
  private lastMs = 0;
  /** `last` as it grows, in units of the stream's own rate. */
  private count = 0;
  private offset: number | null = null;
  /** Ticks of the camera's own clock when `count` was zero; null before its first report. */
  private origin: number | null = null;
  private isAligned = false;
  private readonly perUnit: number;

  constructor(rate: number) {
    this.perUnit = TICKS_PER_SECOND / rate;
  }

  ticks(time: number, nowMs: number): number {
    if (this.offset === null) this.offset = Math.round(nowMs * TICKS_PER_MS);
    else if (time !== this.last) {
      const step = (time - this.last) | 0;
      const ticks = step * this.perUnit;
      if (ticks < -MAX_BACK || ticks > MAX_AHEAD) this.restart(nowMs);
      else this.count += step;
    }
    this.last = time;
    this.lastMs = nowMs;
    return this.offset + Math.round(this.count * this.perUnit);
  }

  /** The camera says what its own clock showed, in ticks, at an RTP time. */
  report(time: number, clockTicks: number): void {
    if (this.offset !== null) this.origin = clockTicks - (this.count + ((time - this.last) | 0)) * this.perUnit;
  }

  /** Moves this clock to where it stood in relation to the other in the camera, as soon as both were reported. */
  alignTo(other: RtpClock): void {
    if (this.offset === null || other.offset === null || this.origin === null || other.origin === null) return;
    const offset = Math.round(other.offset + this.origin - other.origin);
    const isOff = Math.abs(offset - this.offset) > (this.isAligned ? MAX_DRIFT : 0);
    if (!isOff || Math.abs(offset - this.offset) > MAX_APART) return;
    this.offset = offset;
    this.isAligned = true;
  }

  private restart(nowMs: number): void {
    this.count += Math.max(1, Math.round(((nowMs - this.lastMs) * TICKS_PER_MS) / this.perUnit));
    this.origin = null;
  }
}
