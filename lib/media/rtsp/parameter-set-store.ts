import { BitReader } from "../bit-reader";
import type { VideoCodec, VideoFormat } from "../packets";
import { describeFormat, unitType } from "../parameter-sets";

/** Real ones have less than 200 bytes, and a stream has one or two of each. */
const MAX_SET_BYTES = 4_096;
const MAX_SETS = 32;

const PPS = { h264: 8, hevc: 34 } as const;

/** The parameter sets a camera has sent so far, and the format that they describe: the same object while they are the same. */
export class ParameterSetStore {
  private readonly sets = new Map<number, Buffer>();
  private known: VideoFormat | null = null;
  private isChanged = false;

  constructor(private readonly codec: VideoCodec) {}

  add(set: Uint8Array): void {
    if (set.length > MAX_SET_BYTES) return;
    const type = unitType(set, this.codec);
    const isPicture = type === PPS[this.codec];
    const key = isPicture ? type * 1_000 + pictureSetId(set, this.codec) : type * 1_000;
    const present = this.sets.get(key);
    if (present?.equals(set)) return;
    // A new SPS makes the PPS before it void: others follow.
    if (!isPicture && present)
      for (const other of this.sets.keys()) if (other >= PPS[this.codec] * 1_000) this.sets.delete(other);
    if (this.sets.size >= MAX_SETS && !present) return;
    this.sets.set(key, Buffer.from(set));
    this.isChanged = true;
  }

  /** Null while one is missing or makes no sense. */
  format(): VideoFormat | null {
    if (!this.isChanged) return this.known;
    this.isChanged = false;
    const sets = [...this.sets].toSorted(([a], [b]) => a - b).map(([, set]) => set);
    const isSame =
      this.known?.parameterSets.length === sets.length &&
      this.known.parameterSets.every((set, index) => set.equals(sets[index]!));
    if (!isSame) this.known = describeFormat(this.codec, sets);
    return this.known;
  }
}

/** A stream may use several PPS by turns; each has a number, which goes first in it. */
const pictureSetId = (set: Uint8Array, codec: VideoCodec): number =>
  Math.min(255, new BitReader(set.subarray(codec === "h264" ? 1 : 2, 8)).ue());
