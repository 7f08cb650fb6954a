import type { Unit } from "./packets";

/** `atMs`: when it was seen, on the device's monotonic clock. */
export type SeenUnit = Unit & { atMs: number };
type Group = { atMs: number; bytes: number; units: SeenUnit[] };

export type RingOptions = { keepMs: number; maxBytes: number };

/** As long as the longest replay; the group of pictures it begins in is there whole. */
export const RING: RingOptions = {
  keepMs: 60_000,
  // A minute of 6 Mbit/s. Of a camera that sends more there is less.
  maxBytes: 48 * 1024 * 1024,
};

/**
 * The last seconds of a camera. It begins where a decoder can begin, covers `keepMs` as soon as there was so much, and
 * never holds more than `maxBytes`: then the oldest group of pictures goes, and of a camera that sends no key frames
 * everything.
 */
export class Ring {
  private groups: Group[] = [];
  private readonly followers = new Set<(unit: SeenUnit) => void>();
  private held = 0;

  constructor(private readonly options: RingOptions = RING) {}

  get bytes(): number {
    return this.held;
  }

  add(unit: SeenUnit): void {
    if (isBeginning(unit)) this.groups.push({ atMs: unit.atMs, bytes: 0, units: [] });
    const group = this.groups.at(-1);
    if (!group) return;
    group.units.push(unit);
    group.bytes += unit.data.length;
    this.held += unit.data.length;
    this.trim(unit.atMs);
    for (const onUnit of this.followers) onUnit(unit);
  }

  /** The newest picture that a decoder can begin with; null when there is none. */
  newestPicture(): SeenUnit | null {
    return this.groups.at(-1)?.units[0] ?? null;
  }

  /** From the last beginning at or before `fromMs`, or the oldest there is; empty when there is nothing. */
  since(fromMs: number): SeenUnit[] {
    const index = this.groups.findLastIndex(({ atMs }) => atMs <= fromMs);
    return this.groups.slice(Math.max(0, index)).flatMap(({ units }) => units);
  }

  /** The same at once, then what comes, each once, until the returned function is called. */
  follow(fromMs: number, onUnit: (unit: SeenUnit) => void): () => void {
    for (const unit of this.since(fromMs)) onUnit(unit);
    this.followers.add(onUnit);
    return () => void this.followers.delete(onUnit);
  }

  private trim(nowMs: number): void {
    const { keepMs, maxBytes } = this.options;
    while (this.groups.length > 0) {
      const [first, second] = this.groups;
      const isOld = second !== undefined && second.atMs <= nowMs - keepMs;
      if (!isOld && this.held <= maxBytes) return;
      this.groups.shift();
      this.held -= first!.bytes;
    }
  }
}

const isBeginning = (unit: Unit): boolean => unit.kind === "jpeg" || (unit.kind === "video" && unit.isKey);
