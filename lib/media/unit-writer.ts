import { FragmentMaker } from "./mp4/fragment-maker";
import type { Formats } from "./mp4/make-init";
import { type AudioUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import type { PartFile } from "./part-file";

export type UnitWriterOptions = {
  /** The time of a unit, in ticks, that is 0 in the file. */
  origin: number;
  /** Nothing is written that would stand before this time; `origin` without it. */
  from?: number;
  /** A kill costs what has not been handed to the disk: at most this much of what was added. */
  flushMs: number;
};

/** Writes units into a part, as they come in time. Those of another codec need to be encoded before. */
export class UnitWriter {
  private readonly maker: FragmentMaker;
  /** After a loss nothing can be decoded before the next key frame. */
  private isSkipping = true;
  private flushed = Number.NEGATIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private readonly from: number;
  private readonly flushTicks: number;
  /** Fragments that found no room. */
  dropped = 0;

  constructor(
    private readonly part: Pick<PartFile, "add">,
    formats: Formats,
    { origin, from = origin, flushMs }: UnitWriterOptions,
  ) {
    this.maker = new FragmentMaker(formats, origin);
    this.from = from;
    this.flushTicks = flushMs * TICKS_PER_MS;
  }

  get formats(): Formats {
    return this.maker.formats;
  }

  add(unit: VideoUnit | AudioUnit): void {
    const time = unit.kind === "video" ? unit.dts : unit.pts;
    if (time < this.from || !this.canTake(unit)) return;
    if (unit.kind === "video" && unit.dts <= this.last) return;
    if (unit.kind === "video" && unit.isKey) this.isSkipping = false;
    if (this.isSkipping) return;
    this.maker.add(unit);
    if (unit.kind === "audio") return;
    this.last = unit.dts;
    if (unit.dts - this.flushed >= this.flushTicks) this.flush(unit.dts);
  }

  /** What was added is handed to the disk. */
  flush(at = this.flushed): void {
    const fragment = this.maker.take();
    if (!fragment) return;
    this.flushed = at;
    if (this.part.add(fragment)) return;
    this.dropped++;
    this.isSkipping = true;
  }

  /** The same, and the last picture stands until `at`. */
  end(at: number): void {
    this.flush(at);
    if (Number.isFinite(this.flushed)) this.part.add(this.maker.end(at));
  }

  private canTake(unit: VideoUnit | AudioUnit): boolean {
    const { video, audio } = this.formats;
    return unit.kind === "audio"
      ? (audio?.config.equals(unit.format.config) ?? false)
      : unit.format.codec === video.codec;
  }
}
