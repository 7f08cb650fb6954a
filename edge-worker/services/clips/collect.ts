import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Ring, SeenUnit } from "@/lib/media/ring";

/** On the monotonic clock. */
export type ClipWindow = { fromMs: number; atMs: number; untilMs: number };

/** `untilMs`: how far it goes, when it is not cut off before. */
export type Collected = { units: readonly SeenUnit[]; untilMs: number };

/** A camera that sends a picture more rarely than this ends a clip a little early. */
const LAST_PICTURE_WITHIN_MS = 1_000;
/** Two minutes of 6 Mbit/s: of a camera that sends more a long clip ends early. */
const MAX_BYTES = 96 * 1024 * 1024;

/**
 * What a camera sent in these seconds, from the key frame at or before their beginning to the first picture at or after
 * their end; waits for what is still to come, unless `endNow` fires. Where a camera changes its codec it is cut, and what
 * holds `atMs` is kept. Throws `camera_unreachable` when there is no picture of them.
 */
export async function collectUnits(
  ring: Ring,
  window: ClipWindow,
  clock: Clock,
  endNow: AbortSignal,
): Promise<Collected> {
  const { fromMs, atMs, untilMs } = window;
  const units: SeenUnit[] = [];
  const full = new AbortController();
  let bytes = 0;
  const unfollow = ring.follow(fromMs, (unit) => {
    if (full.signal.aborted) return;
    units.push(unit);
    bytes += unit.data.length;
    if ((unit.kind !== "audio" && unit.atMs >= untilMs) || bytes > MAX_BYTES) full.abort();
  });
  const restMs = untilMs + LAST_PICTURE_WITHIN_MS - clock.monotonicMs();
  if (restMs > 0 && !full.signal.aborted && !endNow.aborted)
    await clock.sleep(restMs, AbortSignal.any([full.signal, endNow])).catch(() => undefined);
  unfollow();
  const found = ofOneCodec(units, atMs);
  const [first, last] = [found[0], found.findLast(({ kind }) => kind !== "audio")];
  if (!first || !last || last.atMs < fromMs || first.atMs > untilMs)
    throw new AppError("camera_unreachable", "There is no picture of these seconds: the camera was away. Look at it.");
  return { units: found, untilMs: Math.min(untilMs, clock.monotonicMs()) };
}

const codecOf = (unit: SeenUnit) => (unit.kind === "video" ? unit.format.codec : unit.kind);

/** One file holds pictures of one codec. */
function ofOneCodec(units: readonly SeenUnit[], atMs: number): SeenUnit[] {
  const runs: SeenUnit[][] = [];
  let codec: string | null = null;
  for (const unit of units) {
    const now: string = unit.kind === "audio" && codec !== null ? codec : codecOf(unit);
    if (now !== codec) runs.push([]);
    codec = now;
    runs.at(-1)!.push(unit);
  }
  return runs.findLast(([first]) => first!.atMs <= atMs) ?? runs[0] ?? [];
}
