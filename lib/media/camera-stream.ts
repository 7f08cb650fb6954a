import type { Size } from "./jpeg";
import { TICKS_PER_MS, type Unit, type VideoCodec, type VideoFormat, type VideoUnit } from "./packets";
import type { Chunk } from "./ports";
import { Settling } from "./settling";
import { Timeline } from "./timeline";

export type CameraStreamOptions = {
  /** Our monotonic clock: the timeline of every chunk. */
  nowMs: () => number;
  onChunk: (chunk: Chunk) => void;
  /** A picture came; `timeMs` by the upstream's own clock. */
  onFrame: (timeMs: number) => void;
};

/** A camera's first second at 100 Mbit/s. */
const MAX_HELD_BYTES = 12 * 1024 * 1024;
/** A longer pause between key frames is a clock that jumped. */
const MAX_GOP_MS = 120_000;
/** Decoding time only moves forward. */
const LEAST_STEP = 1;
/** The first unit of a fresh upstream follows one picture later: a decoder's own grid holds them apart. */
const FIRST_STEP = 40 * TICKS_PER_MS;

/**
 * Puts what the upstream sends on one continuous timeline, from its first key frame on. What chunks are made of is named
 * one by one: spread, each gets a shape of its own in V8, and all that read it are slow.
 */
export class CameraStream {
  codec: VideoCodec | "mjpeg" | null = null;
  size: Size | null = null;
  private readonly timeline = new Timeline();
  private readonly last = { video: Number.NEGATIVE_INFINITY, audio: Number.NEGATIVE_INFINITY };
  private keyframe: number | null = null;
  private gopMs: number | null = null;
  /** Nothing before the first key frame can be decoded. */
  private isSynced = false;
  /** A fresh upstream's units wait until it is known where its clock stands. */
  private settling: { clock: Settling; held: Unit[]; bytes: number } | null = null;
  private offset = 0;

  constructor(private readonly options: CameraStreamOptions) {}

  /** The upstream was (re)started. */
  restart(): void {
    this.timeline.restart();
    this.keyframe = null;
    this.isSynced = false;
    this.settling = { clock: new Settling(), held: [], bytes: 0 };
  }

  push(unit: Unit): void {
    if (unit.kind === "jpeg") {
      const atMs = this.options.nowMs();
      const { kind, data, width, height } = unit;
      this.codec = "mjpeg";
      this.size = { width, height };
      this.options.onFrame(atMs);
      this.options.onChunk({ kind, data, width, height, atMs });
      return;
    }
    if (unit.kind === "video") {
      if (unit.isKey) this.beginKeyframe(unit, unit.format);
      if (!this.isSynced) return;
      const hasSettled = this.settling?.clock.observe(unit.dts, this.nowTicks()) ?? false;
      this.options.onFrame(unit.dts / TICKS_PER_MS);
      this.forward(unit);
      if (hasSettled) this.release();
    } else if (this.isSynced) this.forward(unit);
  }

  private beginKeyframe({ dts }: VideoUnit, { codec, width, height }: VideoFormat): void {
    this.isSynced = true;
    this.codec = codec;
    this.size = { width, height };
    const sinceMs = (dts - (this.keyframe ?? dts)) / TICKS_PER_MS;
    if (sinceMs > 0 && sinceMs < MAX_GOP_MS) this.gopMs = sinceMs;
    this.keyframe = dts;
  }

  private forward(unit: Exclude<Unit, { kind: "jpeg" }>): void {
    const { settling } = this;
    if (!settling) {
      this.emit(unit);
      return;
    }
    settling.held.push(unit);
    settling.bytes += unit.data.length;
    if (settling.bytes > MAX_HELD_BYTES) this.release();
  }

  /** Sends what was held back, the oldest first, and holds back nothing more. */
  private release(): void {
    const { clock, held } = this.settling!;
    const anchor = clock.result();
    this.settling = null;
    if (anchor) {
      // After what was sent already.
      const offset = Math.max(anchor.offset, this.last.video + FIRST_STEP - anchor.dts);
      this.timeline.anchor(anchor.dts, offset, this.nowTicks());
    }
    for (const unit of held) if (unit.kind !== "jpeg") this.emit(unit);
  }

  private emit(unit: Exclude<Unit, { kind: "jpeg" }>): void {
    if (unit.kind === "video") {
      this.offset = this.timeline.place(unit.dts, this.nowTicks());
      const dts = Math.max(unit.dts + this.offset, this.last.video + LEAST_STEP);
      const pts = Math.max(unit.pts + this.offset, dts);
      this.last.video = dts;
      // In a burst it was seen before it arrived; never later.
      const atMs = Math.min(dts / TICKS_PER_MS, this.options.nowMs());
      const { kind, format, isKey, data } = unit;
      this.options.onChunk({ kind, format, isKey, data, pts, dts, atMs, gopMs: this.gopMs });
    } else {
      const pts = Math.max(unit.pts + this.offset, this.last.audio + LEAST_STEP);
      this.last.audio = pts;
      const { kind, format, data } = unit;
      this.options.onChunk({ kind, format, data, pts, atMs: this.options.nowMs() });
    }
  }

  private nowTicks(): number {
    return Math.round(this.options.nowMs() * TICKS_PER_MS);
  }
}
