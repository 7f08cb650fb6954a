export type Size = { width: number; height: number };

export const SOF_FIRST = 0xc0;
const SOF_LAST = 0xcf;
/** DHT, JPG and DAC share the range of the frame headers. */
const NOT_SOF = new Set([0xc4, 0xc8, 0xcc]);
const SOS = 0xda;

/** Width and height from a JPEG's frame header (SOF); null when it has none before its picture begins. */
export function readJpegSize(jpeg: Uint8Array): Size | null {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (const { marker, at, end } of jpegSegments(bytes)) {
    if (marker < SOF_FIRST || marker > SOF_LAST || NOT_SOF.has(marker)) continue;
    if (end - at < 9 || end > bytes.length) return null;
    return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}

/**
 * The segments between SOI and the picture data, in order: `at` is the marker, `end` the byte after the segment (which
 * may lie beyond the bytes given). The last one is SOS when the header is whole.
 */
export function* jpegSegments(bytes: Buffer, start = 0): Generator<{ marker: number; at: number; end: number }> {
  let at = start + 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // fill bytes are allowed before a marker
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    yield { marker, at, end };
    if (marker === SOS) return;
    at = end;
  }
}

export const isSos = (marker: number) => marker === SOS;
