import { makeFullBox, u32 } from "./boxes";
import type { Run, Sample } from "./fragment";

/** Everything known of one track's samples, as they are added fragment by fragment. */
export class SampleTable {
  /** Decoding time of the first sample, in ticks. */
  firstTime: number | null = null;
  /** How much later than it is decoded the first sample is shown. */
  firstShift = 0;
  private endTime = 0;
  private readonly sizes: number[] = [];
  private readonly durations: number[] = [];
  private readonly shifts: number[] = [];
  private readonly syncs: number[] = [];
  private readonly chunks: { at: number; samples: number }[] = [];
  private hasShifts = false;
  /** Of the newest chunk. */
  private chunkBytes = 0;

  get count(): number {
    return this.sizes.length;
  }

  /** In ticks, from the first sample to the end of the last. */
  get duration(): number {
    return this.firstTime === null ? 0 : this.endTime - this.firstTime;
  }

  /** Adds the samples of a fragment, if any. The last one before it stands until it begins. */
  add({ baseTime, samples }: Run): void {
    if (this.firstTime === null) {
      if (samples.length === 0) return;
      this.firstTime = baseTime;
      this.endTime = baseTime;
      this.firstShift = samples[0]!.shift;
    } else this.standUntil(baseTime);
    for (const sample of samples) this.addSample(sample);
  }

  /** The last sample lasts until `time`, whatever it said itself. */
  private standUntil(time: number): void {
    const last = this.durations.length - 1;
    const begins = this.endTime - this.durations[last]!;
    this.durations[last] = Math.max(0, time - begins);
    this.endTime = begins + this.durations[last]!;
  }

  private addSample({ at, size, duration, shift, isSync }: Sample): void {
    const chunk = this.chunks.at(-1);
    const follows = chunk && chunk.at + this.chunkBytes === at;
    if (follows) chunk.samples++;
    else {
      this.chunks.push({ at, samples: 1 });
      this.chunkBytes = 0;
    }
    this.chunkBytes += size;
    this.sizes.push(size);
    this.durations.push(duration);
    this.shifts.push(shift);
    this.hasShifts ||= shift !== 0;
    if (isSync) this.syncs.push(this.sizes.length);
    this.endTime += duration;
  }

  /** The boxes of `stbl` after its `stsd`. Chunk offsets are those the samples were added with, and `moved` more. */
  boxes(moved: number): Buffer[] {
    const runs = lengths(this.durations);
    const tables = [makeFullBox("stts", 0, 0, u32(runs.length), pairs(runs))];
    if (this.hasShifts) {
      const shifts = lengths(this.shifts);
      tables.push(makeFullBox("ctts", 1, 0, u32(shifts.length), pairs(shifts)));
    }
    // Without it every sample is one to begin with.
    if (this.syncs.length < this.count)
      tables.push(makeFullBox("stss", 0, 0, u32(this.syncs.length), list(this.syncs)));
    const kinds = lengths(this.chunks.map(({ samples }) => samples));
    let first = 1;
    const entries = kinds.map(([samples, chunks]) => {
      const entry = u32(first, samples, 1);
      first += chunks;
      return entry;
    });
    tables.push(makeFullBox("stsc", 0, 0, u32(entries.length), ...entries));
    tables.push(makeFullBox("stsz", 0, 0, u32(0, this.count), list(this.sizes)));
    const offsets = Buffer.alloc(this.chunks.length * 8);
    for (const [n, { at }] of this.chunks.entries()) offsets.writeBigUInt64BE(BigInt(at + moved), n * 8);
    tables.push(makeFullBox("co64", 0, 0, u32(this.chunks.length), offsets));
    return tables;
  }
}

/** Equal values in a row as [value, how many]. */
function lengths(values: readonly number[]): [value: number, count: number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run?.[0] === value) run[1]++;
    else runs.push([value, 1]);
  }
  return runs;
}

/** Each run as the tables have it: how many, then the value. */
const pairs = (runs: [value: number, count: number][]): Buffer =>
  list(runs.flatMap(([value, count]) => [count, value]));

function list(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, n * 4);
  return bytes;
}
