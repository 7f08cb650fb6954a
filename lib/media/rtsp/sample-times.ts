import { TICKS_PER_MS, TICKS_PER_SECOND } from "../packets";

const SAMPLES_PER_PACKET = 1_024;
/** The encoder's first packet is ahead of the sound: what goes in comes out so many samples later. */
const PRIMING_SAMPLES = 1_024;
/** Less than this between the end of one packet and the next is rounding. */
const MAX_DRIFT = 20 * TICKS_PER_MS;
/** Jumps that have not come out yet: an encoder holds back a fraction of a second. */
const MAX_JUMPS = 100;

/** Knows the time of each packet that comes out of an encoder, from the times and sizes of what went in. */
export class SampleTimes {
  /** From this sample on the time is counted from here. */
  private readonly jumps: { sample: number; ticks: number }[] = [];
  private samplesIn = 0;
  private samplesOut = -PRIMING_SAMPLES;
  private end = 0;
  private last = Number.NEGATIVE_INFINITY;

  constructor(private readonly rate: number) {}

  add(ticks: number, samples: number): void {
    const isJump = this.jumps.length === 0 || Math.abs(ticks - this.end) > MAX_DRIFT;
    if (isJump && this.jumps.length < MAX_JUMPS) this.jumps.push({ sample: this.samplesIn, ticks });
    this.samplesIn += samples;
    const { sample, ticks: start } = this.jumps.at(-1)!;
    this.end = start + this.ticksOf(this.samplesIn - sample);
  }

  /** When the next packet is heard; null for one that holds nothing, or what was filled already. */
  next(): number | null {
    while (this.jumps.length > 1 && this.jumps[1]!.sample <= this.samplesOut) this.jumps.shift();
    const from = this.jumps[0];
    const pts = from ? Math.round(from.ticks + this.ticksOf(this.samplesOut - from.sample)) : Number.NEGATIVE_INFINITY;
    this.samplesOut += SAMPLES_PER_PACKET;
    if (pts <= this.last) return null;
    this.last = pts;
    return pts;
  }

  private ticksOf(samples: number): number {
    return (samples * TICKS_PER_SECOND) / this.rate;
  }
}
