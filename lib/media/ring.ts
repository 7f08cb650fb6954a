import { TICKS_PER_MS, type Unit } from "./packets";

/** What came and when, on the device's monotonic clock. */
export type RingItem = { unit: Unit; atMs: number };
type Group = { atMs: number; bytes: number; items: RingItem[] };

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
  private held = 0;

  constructor(private readonly options: RingOptions = RING) {}

  get bytes(): number {
    return this.held;
  }

  /** `atMs`: when it came. A picture's own time is more even, and is taken where it has one. */
  add(unit: Unit, atMs: number): void {
    const item = { unit, atMs: unit.kind === "jpeg" ? atMs : unit.pts / TICKS_PER_MS };
    if (isBeginning(unit)) this.groups.push({ atMs: item.atMs, bytes: 0, items: [] });
    const group = this.groups.at(-1);
    if (!group) return;
    group.items.push(item);
    group.bytes += unit.data.length;
    this.held += unit.data.length;
    this.trim(item.atMs);
  }

  /** From the last beginning at or before `fromMs`, or the oldest there is; empty when there is nothing. */
  since(fromMs: number): RingItem[] {
    const index = this.groups.findLastIndex(({ atMs }) => atMs <= fromMs);
    return this.groups.slice(Math.max(0, index)).flatMap(({ items }) => items);
  }

  clear(): void {
    this.groups = [];
    this.held = 0;
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
