import type { Gap } from "@/lib/contracts/recordings";
import type { Chapter } from "@/lib/media/mp4/chapters";

/** 200 gaps of about 120 bytes leave a report well below the 64 KiB of a message. */
const MAX_GAPS = 200;

/** The gaps of a recording that ended: none goes past its end, and the one still open ends with it. */
export const closeGaps = (gaps: readonly Gap[], endedAt: Date): Gap[] => {
  const end = endedAt.toISOString();
  return gaps
    .filter(({ from }) => from < end)
    .map((gap) => ({ ...gap, to: gap.to !== null && gap.to < end ? gap.to : end }));
};

/**
 * At most `max` gaps: of a camera that flickered for hours the gaps nearest to each other become one, so that what is
 * listed covers all that is missing.
 */
export function limitGaps(gaps: readonly Gap[], max = MAX_GAPS): Gap[] {
  const merged = [...gaps];
  while (merged.length > max) {
    const at = nearestPair(merged);
    const [first, second] = [merged[at]!, merged[at + 1]!];
    merged.splice(at, 2, { from: first.from, to: second.to, cause: first.cause });
  }
  return merged;
}

function nearestPair(gaps: readonly Gap[]): number {
  let nearest = 0;
  let leastMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < gaps.length; i++) {
    const apartMs = Date.parse(gaps[i + 1]!.from) - Date.parse(gaps[i]!.to ?? gaps[i + 1]!.from);
    if (apartMs < leastMs) [nearest, leastMs] = [i, apartMs];
  }
  return nearest;
}

/** Gaps as a file's chapters. */
export const gapChapters = (gaps: readonly Gap[], startedAt: string): Chapter[] =>
  gaps.map(({ from, cause }) => ({
    startsAt: Math.max(0, (Date.parse(from) - Date.parse(startedAt)) / 1_000),
    title: cause,
  }));
