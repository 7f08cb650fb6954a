// ISO/IEC 14496-12: everything in an MP4 is a box: u32 size, four letters, then its body. Size 1: a u64 size follows.

export type Box = { type: string; start: number; bodyAt: number; end: number };

/** The boxes that lie whole between `from` and `to`, in order; ends quietly at the first that does not. */
export function* boxesIn(bytes: Buffer, from = 0, to = bytes.length): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const box = boxAt(bytes, at);
    if (!box || box.end > to) return;
    yield box;
    at = box.end;
  }
}

/** The header at `at`; null when it is cut off or says nonsense. */
export function boxAt(bytes: Buffer, at: number): Box | null {
  if (at + 8 > bytes.length) return null;
  const type = bytes.toString("latin1", at + 4, at + 8);
  const size = bytes.readUInt32BE(at);
  if (size !== 1) return size < 8 ? null : { type, start: at, bodyAt: at + 8, end: at + size };
  if (at + 16 > bytes.length) return null;
  const long = Number(bytes.readBigUInt64BE(at + 8));
  return long < 16 ? null : { type, start: at, bodyAt: at + 16, end: at + long };
}

/** The first box at the end of a path of types; null when there is none. */
export function findBox(bytes: Buffer, path: readonly string[], from = 0, to = bytes.length): Box | null {
  const [type, ...rest] = path;
  for (const box of boxesIn(bytes, from, to))
    if (box.type === type) return rest.length === 0 ? box : findBox(bytes, rest, box.bodyAt, box.end);
  return null;
}

/** The bytes of a box, header included. */
export const bytesOf = (bytes: Buffer, box: Box): Buffer => bytes.subarray(box.start, box.end);

/** A box of these parts. */
export function makeBox(type: string, ...parts: Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([header(type, size), ...parts], size);
}

/** A box that begins with a version and flags. */
export const makeFullBox = (type: string, version: number, flags: number, ...parts: Buffer[]): Buffer =>
  makeBox(type, u32(version * 0x1000000 + flags), ...parts);

/** The eight bytes a box of this size begins with. */
export function header(type: string, size: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(size);
  bytes.write(type, 4, "latin1");
  return bytes;
}

/** The sixteen bytes a box begins with that may be longer than 4 GB. */
export function longHeader(type: string, size: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(1);
  bytes.write(type, 4, "latin1");
  bytes.writeBigUInt64BE(BigInt(size), 8);
  return bytes;
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, n * 4);
  return bytes;
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
