/**
 * One message of `preview/<device>/<camera>/hls`: 28 bytes big-endian, then MP4.
 *
 *     0  u8   kind: 0 an init segment (ftyp + moov), 1 a part (moof + mdat)
 *     1  u8   flags: bit 0 a decoder can begin with this part
 *     2  u16  the part's place in its segment; 0 begins it, and can always be begun with
 *     4  u32  stretch: what plays without a break, with one init segment and one timeline
 *     8  u32  segment; the next one is one more, also across stretches
 *    12  u32  sequence: one more with each message, so that one lost on the way is seen
 *    16  u64  when the first picture was captured, µs, by the device's clock
 *    24  u32  how long the part lasts, in ticks of 90 kHz
 *
 * The init segment comes again before each segment, so that whoever joins needs to wait for nothing else. The numbers of
 * stretches and segments go on where a device begins again: it counts from the half seconds of its clock, and segments are
 * longer. So every web that listens, and one that was started anew, writes the same playlist.
 */
export type LivePart = {
  kind: "init" | "part";
  isIndependent: boolean;
  index: number;
  stretch: number;
  segment: number;
  sequence: number;
  capturedAtMs: number;
  durationTicks: number;
  bytes: Uint8Array;
};

export const LIVE_HEADER_BYTES = 28;
export const LIVE_TICKS_PER_SECOND = 90_000;
/** No part is longer, but where one picture lasts longer. Half a second and one picture, so that a second of 25, 20 or 15 pictures makes two parts and not three. */
export const PART_TARGET_SECONDS = 0.55;

const KINDS = ["init", "part"] as const;

export function liveHeader(part: Omit<LivePart, "bytes">): Uint8Array {
  const bytes = new Uint8Array(LIVE_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, KINDS.indexOf(part.kind));
  view.setUint8(1, part.isIndependent ? 1 : 0);
  view.setUint16(2, part.index);
  view.setUint32(4, part.stretch);
  view.setUint32(8, part.segment);
  view.setUint32(12, part.sequence);
  view.setBigUint64(16, BigInt(Math.round(part.capturedAtMs * 1000)));
  view.setUint32(24, part.durationTicks);
  return bytes;
}

/** The MP4 is a view on `message`, not a copy. Null when it is none of these messages. */
export function parseLivePart(message: Uint8Array): LivePart | null {
  if (message.byteLength <= LIVE_HEADER_BYTES) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const kind = KINDS[view.getUint8(0)];
  if (!kind) return null;
  return {
    kind,
    isIndependent: (view.getUint8(1) & 1) === 1,
    index: view.getUint16(2),
    stretch: view.getUint32(4),
    segment: view.getUint32(8),
    sequence: view.getUint32(12),
    capturedAtMs: Number(view.getBigUint64(16)) / 1000,
    durationTicks: view.getUint32(24),
    bytes: message.subarray(LIVE_HEADER_BYTES),
  };
}
