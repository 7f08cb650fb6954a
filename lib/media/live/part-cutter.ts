import { LIVE_TICKS_PER_SECOND, type LivePart, PART_TARGET_SECONDS } from "@/lib/contracts/preview";
import { FragmentMaker } from "../mp4/fragment-maker";
import { type Formats, FTYP } from "../mp4/make-init";
import type { AudioFormat, AudioUnit, Unit, VideoFormat, VideoUnit } from "../packets";

/** A unit on the device's timeline; `atMs`: when it was seen, on the monotonic clock. */
export type TimedUnit = Unit & { atMs: number };
export type CutPart = Omit<LivePart, "sequence" | "bytes"> & { pieces: readonly Buffer[] };

export type PartCutterOptions = {
  /** The camera's sound is wanted. */
  hasSound: boolean;
  /** The numbers of the first stretch and segment; see `firstNumber`. */
  number: number;
  /** What the clock on the wall showed at a moment of the monotonic one. */
  wallMs(monotonicMs: number): number;
  /** False: it could not be sent. Then nothing more comes until the next key frame, which begins a new stretch. */
  send(part: CutPart): boolean;
};

const PART_TICKS = PART_TARGET_SECONDS * LIVE_TICKS_PER_SECOND;
/** A key frame sooner than this begins no segment: some cameras send nothing else. */
const LEAST_SEGMENT_TICKS = 0.9 * LIVE_TICKS_PER_SECOND;
/** Longer without a picture is a break. */
const BREAK_TICKS = 2 * LIVE_TICKS_PER_SECOND;
/** How long a header waits for the first sound of a camera that should have some. */
const SOUND_WITHIN_TICKS = LIVE_TICKS_PER_SECOND;
/** Parts of a camera with very many bits are shorter. */
const MANY_BYTES = 1024 * 1024;
/** Of a picture that nothing followed. */
const LIKELY_TICKS = 3_600;

const EPOCH_MS = Date.UTC(2020, 0, 1);
/** Where a device that begins now counts from: segments last longer than half a second, so what it sent before is below. */
export const firstNumber = (nowMs: number): number => Math.max(1, Math.floor((nowMs - EPOCH_MS) / 500)) >>> 0;

type Timed<U> = U & { atMs: number };
type Picture = Timed<VideoUnit>;
type Sound = Timed<AudioUnit>;
/** What plays without a break, as far as it was sent. */
type Stretch = { maker: FragmentMaker; segmentStart: number; index: number; pictures: Picture[]; bytes: number };

/**
 * Cuts what a camera sends into parts of about half a second, and into segments at its key frames. A part is known to be
 * over when the next picture comes; so its duration is right.
 */
export class PartCutter {
  private open: Stretch | null = null;
  private stretch: number;
  private segment: number;
  private lastSent: number;
  private sound: AudioFormat | null = null;
  /** From a key frame on, until it is known what the header says. */
  private held: (Picture | Sound)[] = [];
  private stepTicks = LIKELY_TICKS;

  constructor(private readonly options: PartCutterOptions) {
    // The first key frame begins the first of each.
    this.stretch = this.segment = this.lastSent = options.number - 1;
  }

  push(unit: TimedUnit): void {
    if (unit.kind === "jpeg") return;
    if (unit.kind === "audio") {
      if (!this.options.hasSound) return;
      this.sound = unit.format;
    }
    if (this.open) this.add(this.open, unit);
    else this.hold(unit);
  }

  private hold(unit: Picture | Sound): void {
    if (this.held.length === 0 && !isKey(unit)) return;
    this.held.push(unit);
    const first = this.held[0] as Picture;
    const isPatient = unit.pts - first.pts < SOUND_WITHIN_TICKS;
    if (this.options.hasSound && !this.sound && isPatient) return;
    const held = this.held.splice(0);
    this.begin(first);
    for (const each of held) if (this.open) this.add(this.open, each);
  }

  private add(open: Stretch, unit: Picture | Sound): void {
    if (unit.kind === "audio") {
      open.maker.add(unit);
      return;
    }
    const next = this.endsAt(open, unit);
    const hasSent = (!next || this.cut(open, unit)) && (next !== "segment" || this.beginSegment(open, unit));
    if (!hasSent || next === "stretch") {
      this.open = null;
      this.hold(unit);
      return;
    }
    open.maker.add(unit);
    open.pictures.push(unit);
    open.bytes += unit.data.length;
  }

  /** What is over when this picture comes. */
  private endsAt(
    { maker, segmentStart, pictures, bytes }: Stretch,
    unit: Picture,
  ): "part" | "segment" | "stretch" | null {
    const [first, last] = [pictures[0], pictures.at(-1)];
    if (!first || !last) return null;
    const step = unit.dts - last.dts;
    if (step > BREAK_TICKS || (unit.isKey && !this.fits(maker.formats, unit))) return "stretch";
    this.stepTicks = step;
    if (unit.isKey && unit.dts - segmentStart >= LEAST_SEGMENT_TICKS) return "segment";
    return unit.dts + step - first.dts > PART_TICKS || bytes > MANY_BYTES ? "part" : null;
  }

  private fits({ video, audio }: Formats, { format }: Picture): boolean {
    return isSameFormat(format, video) && (this.sound === null || (audio !== null && isSameSound(this.sound, audio)));
  }

  private begin(picture: Picture): void {
    const maker = new FragmentMaker({ video: picture.format, audio: this.sound }, picture.dts);
    this.stretch++;
    const open: Stretch = { maker, segmentStart: picture.dts, index: 0, pictures: [], bytes: 0 };
    this.open = this.beginSegment(open, picture) ? open : null;
  }

  private beginSegment(open: Stretch, { dts, atMs }: Picture): boolean {
    open.segmentStart = dts;
    open.index = 0;
    // One of which nothing was sent does not count.
    this.segment = this.lastSent + 1;
    const capturedAtMs = this.options.wallMs(atMs);
    const pieces = [FTYP, open.maker.init];
    return this.options.send({
      ...this.place(open),
      kind: "init",
      isIndependent: false,
      capturedAtMs,
      durationTicks: 0,
      pieces,
    });
  }

  /** Sends the part that ended before this picture. */
  private cut(open: Stretch, { dts }: Picture): boolean {
    const [first, last] = [open.pictures[0], open.pictures.at(-1)];
    const fragment = open.maker.take();
    if (!first || !last || !fragment) return true;
    const durationTicks = dts - last.dts > BREAK_TICKS ? last.dts - first.dts + this.stepTicks : dts - first.dts;
    const capturedAtMs = this.options.wallMs(first.atMs);
    const pieces = [fragment.moof, ...fragment.mdat];
    const about = { kind: "part", isIndependent: first.isKey, capturedAtMs, durationTicks } as const;
    const isSent = this.options.send({ ...this.place(open), ...about, pieces });
    if (isSent) this.lastSent = this.segment;
    open.index++;
    open.pictures = [];
    open.bytes = 0;
    return isSent;
  }

  private place({ index }: Stretch): Pick<LivePart, "stretch" | "segment" | "index"> {
    return { stretch: this.stretch, segment: this.segment, index };
  }
}

const isKey = (unit: Picture | Sound): boolean => unit.kind === "video" && unit.isKey;

const isSameSound = (a: AudioFormat, b: AudioFormat): boolean =>
  a === b || (a.sampleRate === b.sampleRate && a.channels === b.channels && a.config.equals(b.config));

const isSameFormat = (a: VideoFormat, b: VideoFormat): boolean =>
  a === b ||
  (a.codec === b.codec &&
    a.parameterSets.length === b.parameterSets.length &&
    a.parameterSets.every((set, n) => set.equals(b.parameterSets[n]!)));
