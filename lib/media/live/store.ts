import { LIVE_TICKS_PER_SECOND, type LivePart, PART_TARGET_SECONDS } from "@/lib/contracts/preview";

/** What a player may find of the past. */
const KEEP_SECONDS = 10;
/** Ten seconds of a camera that sends 30 Mbit/s. */
export const MAX_LIVE_BYTES = 40 * 1024 * 1024;
/** A stretch lasts a second or more. */
const MAX_INITS = 32;

export type StoredPart = { bytes: Uint8Array; seconds: number; isIndependent: boolean };
export type Segment = {
  number: number;
  stretch: number;
  /** It does not go on where the one before ended. */
  isBreak: boolean;
  /** By the device's clock. */
  capturedAtMs: number;
  parts: StoredPart[];
  /** Nothing more comes. */
  isWhole: boolean;
};

export const secondsOf = ({ parts }: Segment): number => parts.reduce((sum, { seconds }) => sum + seconds, 0);
const bytesOf = ({ parts }: Segment): number => parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);

/**
 * The last ten seconds of a camera's own stream in whole segments, and the one that grows; bounded in bytes. After a
 * message that was lost the segment it belonged to ends where it was whole, and the next one says that it is a break.
 */
export class LiveStore {
  readonly segments: Segment[] = [];
  /** Breaks that are no longer in `segments`. */
  breaksGone = 0;
  /** Whole seconds that no segment exceeds, rounded; never less than it was. */
  targetSeconds = 1;
  /** Seconds that no part exceeds: of a camera with one picture a second, a second. */
  partTargetSeconds: number = PART_TARGET_SECONDS;
  private readonly inits = new Map<number, Uint8Array>();
  private last: { number: number; stretch: number } | null = null;
  private lastSequence: number | null = null;
  /** Until the next segment begins, what comes has nothing to stand on. */
  private isWaiting = true;
  private leastOffsetMs: number | null = null;
  private lastCapturedMs = 0;

  add(part: LivePart, arrivedMs: number): void {
    const isLost = this.lastSequence !== null && part.sequence !== (this.lastSequence + 1) >>> 0;
    this.lastSequence = part.sequence;
    if (isLost) this.isWaiting = true;
    if (part.kind === "init") this.addInit(part);
    else this.addPart(part, arrivedMs);
  }

  init(stretch: number): Uint8Array | null {
    return this.segments.some((segment) => segment.stretch === stretch) ? (this.inits.get(stretch) ?? null) : null;
  }

  segment(number: number): Segment | null {
    const first = this.segments[0];
    return (first && this.segments[number - first.number]) ?? null;
  }

  get hasWhole(): boolean {
    return this.segments.some(({ isWhole }) => isWhole);
  }

  /** Whether there is this part, or the whole segment when none is named. */
  reaches(number: number, index: number | null): boolean {
    const last = this.segments.at(-1);
    if (!last || number !== last.number) return last !== undefined && number < last.number;
    return index === null ? last.isWhole : index < last.parts.length;
  }

  /**
   * What must be added to the device's clock to have this machine's: the smallest difference seen between the end of a
   * part and its arrival. The device's clock may be wrong by years.
   */
  get clockOffsetMs(): number {
    return this.leastOffsetMs ?? 0;
  }

  private addPart(part: LivePart, arrivedMs: number): void {
    this.learnOffset(part, arrivedMs);
    if (part.index === 0) this.begin(part);
    else if (!this.isNext(part)) this.isWaiting = true;
    if (this.isWaiting) return;
    const { bytes, isIndependent, durationTicks } = part;
    const seconds = durationTicks / LIVE_TICKS_PER_SECOND;
    this.segments.at(-1)!.parts.push({ bytes, isIndependent: isIndependent || part.index === 0, seconds });
    this.partTargetSeconds = Math.max(this.partTargetSeconds, Math.ceil(seconds * 100) / 100);
    this.targetSeconds = Math.max(this.targetSeconds, Math.round(secondsOf(this.segments.at(-1)!)));
    this.trim();
  }

  private addInit({ stretch, bytes }: LivePart): void {
    this.inits.set(stretch, bytes);
    const [oldest] = this.inits.keys();
    if (this.inits.size > MAX_INITS) this.inits.delete(oldest!);
  }

  private isNext({ segment, index }: LivePart): boolean {
    const current = this.segments.at(-1);
    return current?.number === segment && current.parts.length === index;
  }

  private begin({ stretch, segment: number, capturedAtMs }: LivePart): void {
    const { last } = this;
    const current = this.segments.at(-1);
    if (current) current.isWhole = true;
    const isNext = last !== null && number === last.number + 1;
    const isBreak = last !== null && (!isNext || this.isWaiting || last.stretch !== stretch);
    // Players count segments: what cannot be counted on from here is of no use.
    if (!isNext) this.forgetAll();
    this.isWaiting = !this.inits.has(stretch);
    if (this.isWaiting) return;
    this.last = { number, stretch };
    this.segments.push({ number, stretch, isBreak, capturedAtMs, parts: [], isWhole: false });
  }

  private learnOffset({ capturedAtMs, durationTicks }: LivePart, arrivedMs: number): void {
    if (capturedAtMs < this.lastCapturedMs) this.leastOffsetMs = null;
    this.lastCapturedMs = capturedAtMs;
    const offsetMs = arrivedMs - capturedAtMs - (durationTicks * 1_000) / LIVE_TICKS_PER_SECOND;
    this.leastOffsetMs = Math.min(this.leastOffsetMs ?? Number.POSITIVE_INFINITY, offsetMs);
  }

  private trim(): void {
    const rest = () => this.segments.slice(1).reduce((sum, segment) => sum + secondsOf(segment), 0);
    while (this.segments.length > 2 && rest() >= KEEP_SECONDS) this.forgetOldest();
    while (this.segments.length > 0 && this.bytes() > MAX_LIVE_BYTES) this.forgetOldest();
    if (this.segments.length === 0) this.isWaiting = true;
  }

  private bytes(): number {
    return this.segments.reduce((sum, segment) => sum + bytesOf(segment), 0);
  }

  private forgetOldest(): void {
    if (this.segments.shift()?.isBreak) this.breaksGone++;
  }

  private forgetAll(): void {
    while (this.segments.length > 0) this.forgetOldest();
  }
}
