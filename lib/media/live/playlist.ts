import { type Segment, type StoredPart, secondsOf } from "./store";

export type Playable = {
  segments: readonly Segment[];
  /** Breaks before the first of them. */
  breaksGone: number;
  targetSeconds: number;
  partTargetSeconds: number;
  /** What makes the device's clock ours. */
  clockOffsetMs: number;
};

/** Parts are told of what is this many target durations from the end (RFC 8216bis, 4.4.4.9). */
const PARTS_WITHIN_TARGETS = 3;
/** How far behind the end a player begins, in parts: three (RFC 8216bis, 4.4.3.8). */
const HOLD_BACK_PARTS = 3;

export const initName = (stretch: number): string => `init-${stretch}.mp4`;
export const segmentName = (segment: number): string => `${segment}.m4s`;
export const partName = (segment: number, part: number): string => `${segment}.${part}.m4s`;

/**
 * The playlist of a camera as it is now (RFC 8216bis), with what it names below `folder`. There must be a whole segment:
 * players do not begin without one.
 */
export function writePlaylist(live: Playable, folder: string): string {
  const { segments, breaksGone, targetSeconds, partTargetSeconds, clockOffsetMs } = live;
  const first = segments[0];
  const last = segments.at(-1);
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:9",
    `#EXT-X-TARGETDURATION:${targetSeconds}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(partTargetSeconds * HOLD_BACK_PARTS).toFixed(2)}`,
    `#EXT-X-PART-INF:PART-TARGET=${partTargetSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first?.number ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${breaksGone}`,
  ];
  let stretch: number | null = null;
  for (const segment of segments) {
    if (segment.isBreak) lines.push("#EXT-X-DISCONTINUITY");
    if (segment.stretch !== stretch) lines.push(`#EXT-X-MAP:URI="${folder}${initName(segment.stretch)}"`);
    stretch = segment.stretch;
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.capturedAtMs + clockOffsetMs).toISOString()}`);
    const isRecent = secondsFrom(segments, segment) <= PARTS_WITHIN_TARGETS * targetSeconds || segment === last;
    if (isRecent)
      lines.push(...segment.parts.map((part, index) => partLine(part, folder + partName(segment.number, index))));
    if (segment.isWhole) lines.push(`#EXTINF:${secondsOf(segment).toFixed(5)},`, folder + segmentName(segment.number));
  }
  if (last) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${folder}${nextPart(last)}"`);
  return `${lines.join("\n")}\n`;
}

const partLine = ({ seconds, isIndependent }: StoredPart, uri: string): string =>
  `#EXT-X-PART:DURATION=${seconds.toFixed(5)},URI="${uri}"${isIndependent ? ",INDEPENDENT=YES" : ""}`;

const nextPart = ({ number, parts, isWhole }: Segment): string =>
  isWhole ? partName(number + 1, 0) : partName(number, parts.length);

const secondsFrom = (segments: readonly Segment[], from: Segment): number =>
  segments.slice(segments.indexOf(from)).reduce((sum, segment) => sum + secondsOf(segment), 0);
