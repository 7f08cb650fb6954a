import { isSos, jpegSegments, readJpegSize, type Size, SOF_FIRST } from "./jpeg";

const SOI = Buffer.from([0xff, 0xd8, 0xff]);
const EOI = Buffer.from([0xff, 0xd9]);
const RST_FIRST = 0xd0;
const EOI_MARKER = 0xd9;
const FIRST_BYTES = 256 * 1024;

/**
 * Cuts whole JPEGs out of a byte stream: multipart with or without lengths, or JPEGs one after the other. It looks for
 * the markers only, so headers, boundaries and garbage between pictures do not matter, and it steps over the segments
 * before the picture data, so a thumbnail inside does not end its picture. Never holds more than `maxFrameBytes`: a
 * bigger picture is dropped. A picture cut off by the next one is dropped too.
 */
export class MjpegParser {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private length = 0;
  /** Where the picture data of the current JPEG begins; 0 while its header is not whole. */
  private dataAt = 0;
  /** No end marker before this place. */
  private scannedTo = 0;

  constructor(
    private readonly onJpeg: (jpeg: Buffer, size: Size) => void,
    private readonly maxFrameBytes = 8 * 1024 * 1024,
  ) {}

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += this.maxFrameBytes)
      this.append(bytes.subarray(at, at + this.maxFrameBytes));
  }

  /** Forgets a half picture: the stream begins anew. */
  reset(): void {
    this.drop(this.length);
  }

  private append(bytes: Buffer): void {
    if (this.length + bytes.length > this.maxFrameBytes) this.drop(this.length);
    if (this.length + bytes.length > this.buffer.length) this.grow(this.length + bytes.length);
    bytes.copy(this.buffer, this.length);
    this.length += bytes.length;
    while (this.cutOne());
  }

  /** True when something was cut away and there may be more. */
  private cutOne(): boolean {
    const held = this.buffer.subarray(0, this.length);
    if (this.dataAt === 0 && !this.findData(held)) return false;
    return this.cutPicture(this.buffer.subarray(0, this.length));
  }

  private cutPicture(held: Buffer): boolean {
    const eoi = held.indexOf(EOI, this.scannedTo);
    const nextSoi = held.subarray(0, eoi === -1 ? this.length : eoi).indexOf(SOI, this.scannedTo);
    if (nextSoi !== -1) return this.drop(nextSoi);
    if (eoi === -1) {
      this.scannedTo = Math.max(this.dataAt, this.length - 2);
      return false;
    }
    const jpeg = Buffer.from(held.subarray(0, eoi + 2));
    this.drop(eoi + 2);
    const size = readJpegSize(jpeg);
    if (size) this.onJpeg(jpeg, size);
    return true;
  }

  /** Brings a start of image to the front and finds where its picture data begins. */
  private findData(held: Buffer): boolean {
    let soi = held.indexOf(SOI);
    for (; soi !== -1; soi = held.indexOf(SOI, soi + 1)) {
      const header = readHeader(held, soi);
      if (header === "broken") continue;
      this.drop(soi);
      if (header === "incomplete") return false;
      this.dataAt = header.dataAt - soi;
      this.scannedTo = this.dataAt;
      return true;
    }
    // The last two bytes may be the beginning of a marker that is not whole yet.
    this.drop(Math.max(0, this.length - 2));
    return false;
  }

  private drop(bytes: number): true {
    this.buffer.copyWithin(0, bytes, this.length);
    this.length -= bytes;
    this.dataAt = 0;
    this.scannedTo = 0;
    return true;
  }

  private grow(needed: number): void {
    const bigger = Buffer.allocUnsafe(Math.min(this.maxFrameBytes, Math.max(needed, this.buffer.length * 2)));
    this.buffer.copy(bigger, 0, 0, this.length);
    this.buffer = bigger;
  }
}

/** A real header has a dozen segments; more is somebody making us count. */
const MAX_SEGMENTS = 200;

function readHeader(held: Buffer, soi: number): { dataAt: number } | "incomplete" | "broken" {
  let expected = soi + 2;
  let segments = 0;
  for (const { marker, end } of jpegSegments(held, soi)) {
    if (marker < SOF_FIRST || ++segments > MAX_SEGMENTS) return "broken";
    if (marker >= RST_FIRST && marker <= EOI_MARKER) return "broken"; // none of these has a body or a place in a header
    expected = end;
    if (isSos(marker)) return end <= held.length ? { dataAt: end } : "incomplete";
  }
  return expected < held.length && held[expected] !== 0xff ? "broken" : "incomplete";
}
