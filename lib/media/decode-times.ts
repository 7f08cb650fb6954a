/** More pictures than a stream may hold back (H.264, A.3.1: 16). */
const MAX_DEPTH = 16;
/** What is taken off the first times for each picture held back: one at 30 a second. */
const STEP = 3_000;

/**
 * Says when each picture is decoded, given when it is shown, in the order of decoding. Decoding times grow strictly and are
 * never later than the picture is shown; without reordering both are the same. When the format does not tell how many
 * pictures are held back, that is learnt from the first ones that come too late: from then on all are shown that much later.
 * Times in ticks.
 */
export class DecodeTimes {
  /** The largest times so far, growing: enough to know the one that is `depth` before the last. */
  private readonly largest: number[] = [];
  private last = Number.NEGATIVE_INFINITY;
  /** What is added to every time, as far as was learnt. */
  delay = 0;

  /** `depth`: how many pictures may come before one that is shown earlier. `before`: the times that these go on from. */
  constructor(
    private depth = 0,
    before: DecodeTimes | null = null,
  ) {
    this.depth = Math.min(depth, MAX_DEPTH);
    if (!before) return;
    this.last = before.last;
    this.delay = before.delay;
  }

  next(pts: number): { pts: number; dts: number } {
    if (this.largest.length > MAX_DEPTH && pts < this.largest[0]!) this.beginAgain(pts);
    this.insert(pts);
    const { largest, depth } = this;
    const missing = depth + 1 - largest.length;
    const earliest = missing > 0 ? largest[0]! - missing * STEP : largest[largest.length - 1 - depth]!;
    const dts = Math.max(earliest + this.delay, this.last + 1);
    this.delay = Math.max(this.delay, dts - pts);
    this.last = dts;
    return { pts: pts + this.delay, dts };
  }

  /** No stream holds back so many: its clock was set back, and this picture follows the one shown last. */
  private beginAgain(pts: number): void {
    this.delay += this.largest.at(-1)! + STEP - pts;
    this.largest.length = 0;
  }

  private insert(pts: number): void {
    const { largest } = this;
    let at = largest.length;
    while (at > 0 && largest[at - 1]! > pts) at--;
    this.depth = Math.max(this.depth, Math.min(MAX_DEPTH, largest.length - at));
    largest.splice(at, 0, pts);
    if (largest.length > MAX_DEPTH + 1) largest.shift();
  }
}
