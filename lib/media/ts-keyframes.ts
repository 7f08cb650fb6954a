import { isRandomAccess, TS_PACKET_BYTES } from "./ts-packets";
import type { TsCodec } from "./ts-tables";

/**
 * Whether the picture that begins in the packet at `at` (its elementary stream at `from`) can be decoded without those
 * before: the muxer says so (random_access_indicator), or its first units do. Parameter sets come only before such one.
 */
export function isKeyframe(b: Buffer, at: number, from: number, codec: TsCodec): boolean {
  if (isRandomAccess(b, at)) return true;
  if (codec !== "h264" && codec !== "hevc") return false;
  for (const unit of unitTypes(b.subarray(from, at + TS_PACKET_BYTES), codec))
    if (codec === "h264" ? isH264Key(unit) : isHevcKey(unit)) return true;
  return false;
}

/** IDR slice and SPS (H.264, table 7-1). */
const isH264Key = (type: number) => type === 5 || type === 7;
/** IRAP pictures, VPS and SPS (H.265, table 7-1). */
const isHevcKey = (type: number) => (type >= 16 && type <= 21) || type === 32 || type === 33;

function* unitTypes(bytes: Buffer, codec: TsCodec): Generator<number> {
  for (const { at } of findUnits(bytes)) yield unitType(bytes[at]!, codec);
}

export const unitType = (header: number, codec: TsCodec): number =>
  codec === "h264" ? header & 0x1f : (header >> 1) & 0x3f;

const START_CODE = Buffer.from([0, 0, 1]);

/** The NAL units of an Annex B byte stream: `at` is the unit's header, `end` the byte after it as far as it is there. */
export function* findUnits(bytes: Buffer): Generator<{ at: number; end: number }> {
  let start = bytes.indexOf(START_CODE);
  while (start !== -1 && start + 3 < bytes.length) {
    const next = bytes.indexOf(START_CODE, start + 3);
    yield { at: start + 3, end: next === -1 ? bytes.length : next };
    start = next;
  }
}
