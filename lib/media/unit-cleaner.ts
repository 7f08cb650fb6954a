import { joinUnits, unitsIn } from "./nal-units";
import type { VideoCodec, VideoFormat, VideoUnit } from "./packets";
import { describeFormat, isKeyUnit, isParameterSet, unitType } from "./parameter-sets";

const DELIMITER = { h264: 9, hevc: 35 } as const;

type Times = Pick<VideoUnit, "pts" | "dts"> & { isKey?: boolean };

/** Makes a video unit of a picture's NAL units as they came: what belongs to its format is taken out and remembered. */
export class UnitCleaner {
  constructor(
    private readonly codec: VideoCodec,
    private format: VideoFormat | null = null,
  ) {}

  /** `data`: NAL units after their lengths. Null before the first format is known, and for a picture without any data. */
  clean(data: Buffer, { pts, dts, isKey }: Times): VideoUnit | null {
    const { codec } = this;
    const all = [...unitsIn(data)];
    const sets = all.filter((unit) => isParameterSet(unit, codec));
    if (sets.length > 0) this.noteSets(sets);
    const kept = all.filter((unit) => unit.length > 0 && !isParameterSet(unit, codec) && !this.isDelimiter(unit));
    if (!this.format || kept.length === 0) return null;
    return {
      kind: "video",
      format: this.format,
      isKey: isKey ?? kept.some((unit) => isKeyUnit(unit, codec)),
      data: kept.length === all.length ? data : joinUnits(kept),
      ...{ pts, dts },
    };
  }

  private isDelimiter(unit: Buffer): boolean {
    return unitType(unit, this.codec) === DELIMITER[this.codec];
  }

  /** New sets take the place of those of their type; the same bytes again change nothing. */
  private noteSets(sets: readonly Buffer[]): void {
    const known = this.format?.parameterSets ?? [];
    if (sets.every((set) => known.some((one) => one.equals(set)))) return;
    const types = new Set(sets.map((set) => unitType(set, this.codec)));
    const others = known.filter((set) => !types.has(unitType(set, this.codec)));
    const all = [...others, ...sets.map((set) => Buffer.from(set))];
    all.sort((a, b) => unitType(a, this.codec) - unitType(b, this.codec));
    this.format = describeFormat(this.codec, all) ?? this.format;
  }
}
