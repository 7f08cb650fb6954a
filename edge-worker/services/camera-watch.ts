import type { CameraState } from "@/lib/contracts/cameras";

/** A camera that flickers makes at most one pair of events in so long. */
export const QUIET_MS = 30_000;

export type Seen =
  | { tell: "lost"; sinceMs: number }
  /** `flickers`: how often it was away for a moment before, without that being told. */
  | { tell: "back"; lostMs: number; flickers: number }
  | { tell: "nothing"; lookAgainInMs: number | null };

const NOTHING: Seen = { tell: "nothing", lookAgainInMs: null };

/**
 * Whether people must hear that a camera is lost or back.
 *
 *   present ──gone──► missing ──30 s since the last `lost` have passed──► lost
 *      ▲  └──back (a flicker)──┘                                           │
 *      └───────────────────────────────back───────────────────────────────┘
 *
 * A camera that nobody holds is not missed, nor is one that never gave a picture, unless it is being recorded.
 */
export class CameraWatch {
  private hasBeenLive = false;
  private missingSinceMs: number | null = null;
  private isTold = false;
  private lastToldMs = Number.NEGATIVE_INFINITY;
  private flickers = 0;

  /** `lastPictureMs`: when it gave the last one, as far as that is known. */
  see(state: CameraState, isRecorded: boolean, nowMs: number, lastPictureMs = nowMs): Seen {
    if (state === "idle") this.forget();
    if (state === "live") return this.present(nowMs);
    const isGone = state === "stale" || state === "unreachable";
    if (!isGone || this.isTold || !(this.hasBeenLive || isRecorded)) return NOTHING;
    this.missingSinceMs ??= lastPictureMs;
    const waitMs = this.lastToldMs + QUIET_MS - nowMs;
    if (waitMs > 0) return { tell: "nothing", lookAgainInMs: waitMs };
    this.isTold = true;
    this.lastToldMs = nowMs;
    return { tell: "lost", sinceMs: this.missingSinceMs };
  }

  private present(nowMs: number): Seen {
    this.hasBeenLive = true;
    const sinceMs = this.missingSinceMs;
    this.missingSinceMs = null;
    if (sinceMs === null) return NOTHING;
    if (!this.isTold) this.flickers++;
    if (!this.isTold) return NOTHING;
    this.isTold = false;
    const { flickers } = this;
    this.flickers = 0;
    return { tell: "back", lostMs: nowMs - sinceMs, flickers };
  }

  private forget(): void {
    this.hasBeenLive = false;
    this.missingSinceMs = null;
    this.isTold = false;
    this.flickers = 0;
  }
}
