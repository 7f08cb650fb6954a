import type { Gap } from "@/lib/contracts/recordings";

/** A pause this long between two pictures is a gap, whatever caused it. */
const GAP_MS = 2_500;
/** The wire carries at most a thousand. */
const MAX_GAPS = 1_000;

type Closed = { fromMs: number; toMs: number; cause: string };

/** Remembers the times without a picture, in wall time (epoch milliseconds). */
export class GapLog {
  private closed: Closed[] = [];
  private lastFrameMs: number | null = null;
  private brokenBy: string | null = null;

  frame(nowMs: number): void {
    this.close(nowMs);
    this.lastFrameMs = nowMs;
  }

  /** The connection broke: until the next picture it is a gap, however short. The newest cause counts. */
  broken(cause: string): void {
    if (this.lastFrameMs !== null) this.brokenBy = cause;
  }

  /** Nobody needs the camera: what it does not send from here on is not missing. */
  pause(nowMs: number): void {
    this.close(nowMs);
    this.lastFrameMs = null;
  }

  since(sinceMs: number, nowMs: number): Gap[] {
    const gaps = this.closed
      .filter((gap) => gap.toMs > sinceMs)
      .map((gap) => toGap(Math.max(gap.fromMs, sinceMs), gap.toMs, gap.cause));
    const open = this.openGap(nowMs);
    if (open) gaps.push(toGap(Math.max(open.fromMs, sinceMs), null, open.cause));
    return gaps.slice(-MAX_GAPS);
  }

  private openGap(nowMs: number): { fromMs: number; cause: string } | null {
    const fromMs = this.lastFrameMs;
    if (fromMs === null || (this.brokenBy === null && nowMs - fromMs <= GAP_MS)) return null;
    return { fromMs, cause: this.brokenBy ?? SILENT };
  }

  private close(nowMs: number): void {
    const open = this.openGap(nowMs);
    if (open) this.closed.push({ ...open, toMs: Math.max(open.fromMs, nowMs) });
    if (this.closed.length > MAX_GAPS) this.closed.shift();
    this.brokenBy = null;
  }
}

const SILENT = "No picture arrived.";
const toGap = (fromMs: number, toMs: number | null, cause: string): Gap => ({
  from: new Date(fromMs).toISOString(),
  to: toMs === null ? null : new Date(toMs).toISOString(),
  cause,
});
