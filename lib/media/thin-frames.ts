import type { Clock } from "@/lib/core/clock";

/** Lets through `fps` frames a second. A late frame is not made up for by more than one interval. */
export function thinTo(fps: number, clock: Clock): () => boolean {
  const intervalMs = 1_000 / fps;
  let dueMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.monotonicMs();
    if (nowMs < dueMs) return false;
    dueMs = Math.max(dueMs + intervalMs, nowMs);
    return true;
  };
}
