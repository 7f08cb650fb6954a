export const TS_PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;

/** Cuts a byte stream into whole packets; finds the grid again when it was lost. */
export class PacketAligner {
  private rest: Buffer = Buffer.alloc(0);

  /** The whole packets that are there now, in one piece; may be empty. The answer may share memory with `bytes`. */
  push(bytes: Buffer): Buffer {
    const held = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    const start = findGrid(held);
    const end = start + Math.floor((held.length - start) / TS_PACKET_BYTES) * TS_PACKET_BYTES;
    this.rest = Buffer.from(held.subarray(end));
    const whole = held.subarray(start, end);
    return isOnGrid(whole) ? whole : keepPackets(whole);
  }

  reset(): void {
    this.rest = Buffer.alloc(0);
  }
}

function findGrid(bytes: Buffer): number {
  if (bytes[0] === SYNC_BYTE) return 0;
  for (let at = 0; at < Math.min(bytes.length, TS_PACKET_BYTES); at++)
    if (bytes[at] === SYNC_BYTE && (bytes[at + TS_PACKET_BYTES] ?? SYNC_BYTE) === SYNC_BYTE) return at;
  return bytes.length;
}

function isOnGrid(packets: Buffer): boolean {
  for (let at = 0; at < packets.length; at += TS_PACKET_BYTES) if (packets[at] !== SYNC_BYTE) return false;
  return true;
}

/** The packets of a stretch that lost its grid somewhere: what does not begin like a packet is left out. */
function keepPackets(stretch: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + TS_PACKET_BYTES <= stretch.length; ) {
    if (stretch[at] === SYNC_BYTE) {
      kept.push(stretch.subarray(at, at + TS_PACKET_BYTES));
      at += TS_PACKET_BYTES;
    } else at++;
  }
  return Buffer.concat(kept);
}

export const pidOf = (b: Buffer, at: number): number => ((b[at + 1]! & 0x1f) << 8) | b[at + 2]!;
export const startsUnit = (b: Buffer, at: number): boolean => (b[at + 1]! & 0x40) !== 0;
export const hasPayload = (b: Buffer, at: number): boolean => (b[at + 3]! & 0x10) !== 0;
const hasAdaptation = (b: Buffer, at: number): boolean => (b[at + 3]! & 0x20) !== 0;
/** Where the payload of the packet at `at` begins: at most at the end of the packet. */
export const payloadAt = (b: Buffer, at: number): number =>
  hasAdaptation(b, at) ? Math.min(at + 5 + b[at + 4]!, at + TS_PACKET_BYTES) : at + 4;

/** Where the header of an elementary stream's PES begins in a packet that starts one; null otherwise. */
export function pesAt(b: Buffer, at: number): number | null {
  if (!startsUnit(b, at) || !hasPayload(b, at)) return null;
  const p = payloadAt(b, at);
  const isPes = p + 19 <= at + TS_PACKET_BYTES && b[p] === 0 && b[p + 1] === 0 && b[p + 2] === 1 && b[p + 3]! >= 0xbc;
  return isPes ? p : null;
}

/** Both timestamps of a PES header, in ticks; null when it carries none. */
export function pesTimes(b: Buffer, pes: number): { pts: number; dts: number } | null {
  const flags = b[pes + 7]! >> 6;
  if ((flags & 2) === 0) return null;
  const pts = readTimestamp(b, pes + 9);
  return { pts, dts: flags === 3 ? readTimestamp(b, pes + 14) : pts };
}

/** Where the elementary stream's bytes begin after a PES header. */
export const elementaryAt = (b: Buffer, pes: number): number => pes + 9 + b[pes + 8]!;

/** The 33 bits lie in five bytes, with a marker bit after each group (ISO/IEC 13818-1, table 2-21). */
function readTimestamp(b: Buffer, o: number): number {
  const middle = ((b[o + 1]! << 8) | b[o + 2]!) >> 1;
  const low = ((b[o + 3]! << 8) | b[o + 4]!) >> 1;
  return ((b[o]! >> 1) & 7) * 2 ** 30 + middle * 2 ** 15 + low;
}
