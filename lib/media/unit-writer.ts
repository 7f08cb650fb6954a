import { FragmentMaker } from "./mp4/fragment-maker";
import type { Formats } from "./mp4/make-init";
import { type AudioUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import type { PartFile } from "./part-file";

/** A kill costs what has not been handed to the disk: this much, and what had not been read yet. */
const FLUSH_TICKS = 200 * TICKS_PER_MS;

/** Writes units into a part, in fragments of a fifth of a second. Those of another codec need to be encoded before. */
export class UnitWriter {
  private readonly maker: FragmentMaker;
  /** After a loss nothing can be decoded before the next key frame. */
  private isSkipping = true;
  private flushed = Number.NEGATIVE_INFINITY;
  /** Fragments that found no room. */
  dropped = 0;

  /** `origin`: the time that is 0 in the file. Nothing is written that would stand before `from`. */
  constructor(
    private readonly part: Pick<PartFile, "add">,
    formats: Formats,
    origin: number,
    private readonly from = origin,
  ) {
    this.maker = new FragmentMaker(formats, origin);
  }

  get formats(): Formats {
    return this.maker.formats;
  }

  add(unit: VideoUnit | AudioUnit): void {
    const time = unit.kind === "video" ? unit.dts : unit.pts;
    if (time < this.from) return;
    if (unit.kind === "video" && unit.isKey) this.isSkipping = false;
    if (this.isSkipping || !this.canTake(unit)) return;
    this.maker.add(unit);
    if (unit.kind === "video" && unit.dts - this.flushed >= FLUSH_TICKS) this.flush(unit.dts);
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
