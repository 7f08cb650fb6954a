export const TS_PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;
/** Timestamps of MPEG-TS count at 90 kHz in 33 bits (ISO/IEC 13818-1, 2.4.3.7): they begin anew every 26.5 hours. */
export const TICKS_PER_MS = 90;
export const TICKS_WRAP = 2 ** 33;

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
const adaptationFlags = (b: Buffer, at: number): number => (hasAdaptation(b, at) && b[at + 4]! > 0 ? b[at + 5]! : 0);
export const isRandomAccess = (b: Buffer, at: number): boolean => (adaptationFlags(b, at) & 0x40) !== 0;

/** Where the payload of the packet at `at` begins: at most at the end of the packet. */
export const payloadAt = (b: Buffer, at: number): number =>
  hasAdaptation(b, at) ? Math.min(at + 5 + b[at + 4]!, at + TS_PACKET_BYTES) : at + 4;

/** Where the packet's clock reference (PCR) is; null when it has none. */
export const pcrAt = (b: Buffer, at: number): number | null => ((adaptationFlags(b, at) & 0x10) !== 0 ? at + 6 : null);

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

export function writePesTimes(b: Buffer, pes: number, { pts, dts }: { pts: number; dts: number }): void {
  const flags = b[pes + 7]! >> 6;
  if ((flags & 2) !== 0) writeTimestamp(b, pes + 9, pts);
  if (flags === 3) writeTimestamp(b, pes + 14, dts);
}

/** Where the elementary stream's bytes begin after a PES header. */
export const elementaryAt = (b: Buffer, pes: number): number => pes + 9 + b[pes + 8]!;

export const wrapTicks = (ticks: number): number => ((ticks % TICKS_WRAP) + TICKS_WRAP) % TICKS_WRAP;

/** The 33 bits lie in five bytes, with a marker bit after each group (ISO/IEC 13818-1, table 2-21). */
function readTimestamp(b: Buffer, o: number): number {
  const middle = ((b[o + 1]! << 8) | b[o + 2]!) >> 1;
  const low = ((b[o + 3]! << 8) | b[o + 4]!) >> 1;
  return ((b[o]! >> 1) & 7) * 2 ** 30 + middle * 2 ** 15 + low;
}

function writeTimestamp(b: Buffer, o: number, ticks: number): void {
  const value = wrapTicks(ticks);
  const middle = Math.floor(value / 2 ** 15) & 0x7fff;
  const low = value & 0x7fff;
  b[o] = (b[o]! & 0xf1) | (Math.floor(value / 2 ** 30) << 1);
  b[o + 1] = middle >> 7;
  b[o + 2] = ((middle & 0x7f) << 1) | 1;
  b[o + 3] = low >> 7;
  b[o + 4] = ((low & 0x7f) << 1) | 1;
}

/** Adds to a packet's clock reference, whose upper 33 bits count in ticks. */
export function shiftPcr(b: Buffer, pcr: number, ticks: number): void {
  const base = wrapTicks(b.readUInt32BE(pcr) * 2 + (b[pcr + 4]! >> 7) + ticks);
  b.writeUInt32BE(Math.floor(base / 2), pcr);
  b[pcr + 4] = ((base & 1) << 7) | (b[pcr + 4]! & 0x7f);
}
