/** Frames per second that may be asked for, from the device's own rate down to what still shows that a picture lives. */
const LEVELS = [5, 3, 2, 1] as const;
/** Lower when more than this share of the pictures of a second was overtaken by its successor before it was painted … */
const MOST_SKIPPED = 0.1;
/** … or when a picture waited this long from its arrival to the screen: then the page itself is slow. */
const LONGEST_WAIT_MS = 400;
/** A change takes effect at the server and shows in the next seconds. */
const SETTLE_SECONDS = 3;
const FIRST_CALM_SECONDS = 8;
const LONGEST_CALM_SECONDS = 64;

export type Paints = { painted: number; skipped: number; longestWaitMs: number };

/**
 * How many frames per second the tiles of a page ask for. Fed once a second with what was painted and what was not. Goes
 * down a step as soon as the browser cannot keep up; goes up a step after a calm time, which doubles (up to a minute)
 * each time that a step up turned out to be one too many.
 */
export class FrameBudget {
  private level = 0;
  private calmSeconds = 0;
  private neededCalmSeconds = FIRST_CALM_SECONDS;
  private settling = SETTLE_SECONDS;
  private lastStepWasUp = false;

  get fps(): number {
    return LEVELS[this.level]!;
  }

  /** True when `fps` changed. */
  second({ painted, skipped, longestWaitMs }: Paints): boolean {
    if (this.settling > 0) {
      this.settling--;
      return false;
    }
    const offered = painted + skipped;
    const isBehind = skipped > offered * MOST_SKIPPED || longestWaitMs > LONGEST_WAIT_MS;
    if (isBehind) return this.step(1);
    // Nothing was shown (a hidden tab, a lost connection): that says nothing.
    this.calmSeconds += offered > 0 ? 1 : 0;
    return this.calmSeconds >= this.neededCalmSeconds && this.step(-1);
  }

  private step(by: 1 | -1): boolean {
    const next = this.level + by;
    this.calmSeconds = 0;
    if (next < 0 || next >= LEVELS.length) return false;
    if (by === 1 && this.lastStepWasUp)
      this.neededCalmSeconds = Math.min(LONGEST_CALM_SECONDS, this.neededCalmSeconds * 2);
    this.lastStepWasUp = by === -1;
    this.level = next;
    this.settling = SETTLE_SECONDS;
    return true;
  }
}

/** Counts what painters do between two looks of the budget. */
export class PaintMeter {
  private counted: Paints = { painted: 0, skipped: 0, longestWaitMs: 0 };

  painted = (waitedMs: number): void => {
    this.counted.painted++;
    this.counted.longestWaitMs = Math.max(this.counted.longestWaitMs, waitedMs);
  };
  skipped = (): void => void this.counted.skipped++;

  /** What was counted since the last call. */
  take(): Paints {
    const taken = this.counted;
    this.counted = { painted: 0, skipped: 0, longestWaitMs: 0 };
    return taken;
  }
}
