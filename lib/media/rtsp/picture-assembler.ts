import type { VideoCodec, VideoFormat } from "../packets";
import { isKeyUnit, isParameterSet, unitType } from "../parameter-sets";
import { ParameterSetStore } from "./parameter-set-store";
import { PictureBuffer } from "./picture-buffer";
import type { UnitSink } from "./unpack";

export type Picture = { format: VideoFormat; isKey: boolean; data: Buffer };

/** Access unit delimiters, and bytes that only fill the line. */
const NOT_KEPT = { h264: [9, 12], hevc: [35, 38] } as const;

const isSlice = (type: number, codec: VideoCodec): boolean => (codec === "h264" ? type >= 1 && type <= 5 : type < 32);

/** RASL: shown before the CRA they follow, and made from what came before it (H.265, 3.144). */
const needsWhatWasBefore = (type: number, codec: VideoCodec): boolean => codec === "hevc" && (type === 8 || type === 9);

/**
 * Makes pictures of NAL units. What is damaged is left out, and everything after it as far as the next key frame: a decoder
 * would only show grey. So is what comes before the first key frame of a known format.
 */
export class PictureAssembler implements UnitSink {
  isUnitOpen = false;
  /** The camera ended a picture in its middle: what it says about ends cannot be trusted. */
  hasFalseEnds = false;
  private readonly buffer = new PictureBuffer();
  private readonly sets: ParameterSetStore;
  private isDamaged = false;
  private hasSlice = false;
  private isKey = false;
  private isLeading = false;
  private waitsForKey = true;
  private isAfterGap = true;
  /** The last key frame was the first after a gap: pictures that need those before it cannot be shown. */
  private startsAnew = true;

  constructor(
    private readonly codec: VideoCodec,
    sets: readonly Buffer[],
  ) {
    this.sets = new ParameterSetStore(codec);
    for (const set of sets) if (isParameterSet(set, codec)) this.sets.add(set);
  }

  openUnit(): void {
    this.isUnitOpen = true;
    this.buffer.openUnit();
  }

  byte(value: number): void {
    this.buffer.byte(value);
  }

  write(bytes: Buffer, start: number, end: number): void {
    this.buffer.write(bytes, start, end);
  }

  closeUnit(): void {
    this.isUnitOpen = false;
    const unit = this.buffer.closeUnit();
    const { codec } = this;
    const type = unitType(unit, codec);
    if (isSlice(type, codec)) this.addSlice(unit, type);
    else if (isParameterSet(unit, codec)) {
      if (!this.isDamaged) this.sets.add(unit);
      this.buffer.dropUnit();
    } else if (unit.length === 0 || (NOT_KEPT[codec] as readonly number[]).includes(type)) this.buffer.dropUnit();
  }

  private addSlice(unit: Buffer, type: number): void {
    if (!this.hasSlice && !beginsPicture(unit, this.codec)) {
      if (!this.isAfterGap) this.hasFalseEnds = true;
      this.isDamaged = true;
    }
    this.isAfterGap = false;
    this.hasSlice = true;
    this.isKey ||= isKeyUnit(unit, this.codec);
    this.isLeading ||= needsWhatWasBefore(type, this.codec);
  }

  /** Something of the picture is missing. */
  damage(): void {
    this.isDamaged = true;
  }

  /** Packets were lost: of this picture, or whole ones. */
  lose(): void {
    this.buffer.discard();
    this.reset();
    this.waitsForKey = true;
    this.isAfterGap = true;
  }

  /** The picture ends here. Null when there is none to show; what is no picture yet belongs to the next one. */
  finish(): Picture | null {
    if (this.isUnitOpen || this.buffer.isOverfull || this.isDamaged) {
      this.lose();
      return null;
    }
    if (!this.hasSlice) return null;
    const { isKey, isLeading } = this;
    const format = this.sets.format();
    const isDecodable = format !== null && (isKey || !this.waitsForKey) && !(isLeading && this.startsAnew);
    if (isKey && format) {
      this.startsAnew = this.waitsForKey;
      this.waitsForKey = false;
    }
    const picture = isDecodable ? { format, isKey, data: this.buffer.take() } : null;
    if (!picture) this.buffer.discard();
    this.reset();
    return picture;
  }
  private reset(): void {
    this.isUnitOpen = false;
    this.isDamaged = false;
    this.hasSlice = false;
    this.isKey = false;
    this.isLeading = false;
  }
}

/** `first_mb_in_slice` is 0, `first_slice_segment_in_pic_flag` is 1: both are the first bit after the header. */
const beginsPicture = (unit: Buffer, codec: VideoCodec): boolean =>
  ((unit[codec === "h264" ? 1 : 2] ?? 0) & 0x80) !== 0;
