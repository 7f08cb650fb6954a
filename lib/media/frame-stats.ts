/** What is known of a picture stream at any moment: how old the newest picture is, how many come, how many bits. */
export class FrameStats {
  private static readonly WINDOW = 50;
  private static readonly BITRATE_MS = 5_000;
  private times: number[] = [];
  private arrivals: { atMs: number; bytes: number }[] = [];
  lastFrameMs: number | null = null;
  frames = 0;

  constructor(private readonly nowMs: () => number) {}

  /** A picture arrived; `timeMs` is its place on the stream's own clock, which may jump. */
  frame(timeMs: number): void {
    this.lastFrameMs = this.nowMs();
    this.frames++;
    const last = this.times.at(-1);
    if (last !== undefined && (timeMs <= last || timeMs > last + 5_000)) this.times = [];
    this.times.push(timeMs);
    if (this.times.length > FrameStats.WINDOW) this.times.shift();
  }

  bytes(count: number): void {
    const atMs = this.nowMs();
    const last = this.arrivals.at(-1);
    // A few entries a second are enough, however small the pieces are.
    if (last && atMs - last.atMs < 200) last.bytes += count;
    else this.arrivals.push({ atMs, bytes: count });
    while (this.arrivals[0] && atMs - this.arrivals[0].atMs > FrameStats.BITRATE_MS) this.arrivals.shift();
  }

  /** The upstream is a new one: what was measured means nothing any more. */
  restart(): void {
    this.times = [];
    this.arrivals = [];
  }

  ageMs(): number | null {
    return this.lastFrameMs === null ? null : Math.max(0, Math.round(this.nowMs() - this.lastFrameMs));
  }

  /** Pictures per second by the stream's own clock, over the last 50; null before the fifth. */
  fps(): number | null {
    if (this.times.length < 5) return null;
    const fps = ((this.times.length - 1) * 1_000) / (this.times.at(-1)! - this.times[0]!);
    return Math.round(fps * 100) / 100;
  }

  /** Bits per second over the last 5 s; null in the first second. */
  bitrate(): number | null {
    const [first, last] = [this.arrivals[0], this.arrivals.at(-1)];
    if (!first || !last || last.atMs - first.atMs < 1_000) return null;
    const bytes = this.arrivals.slice(0, -1).reduce((sum, one) => sum + one.bytes, 0);
    return Math.round((bytes * 8_000) / (last.atMs - first.atMs));
  }
}
