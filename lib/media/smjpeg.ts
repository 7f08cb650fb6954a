import type { Size } from "./jpeg";

// SMJPEG: JPEGs each with a time in milliseconds. ffmpeg reads and writes it, so pictures keep their capture time on the
// way through it, which neither raw JPEGs nor multipart do. http://www.lokigames.com/development/download/smjpeg/SMJPEG.txt

const TAG_BYTES = 4;
const FRAME_HEADER_BYTES = 12;

/** What stands before the first picture. */
export function smjpegHeader({ width, height }: Size): Buffer {
  const header = Buffer.alloc(16 + 8 + 12 + 4);
  header.write("\0\nSMJPEG", 0, "latin1");
  header.write("_VID", 16, "latin1");
  header.writeUInt32BE(12, 20);
  header.writeUInt16BE(width, 28);
  header.writeUInt16BE(height, 30);
  header.write("JFIF", 32, "latin1");
  header.write("HEND", 36, "latin1");
  return header;
}

/** What stands before each picture; times count modulo 2³² ms. */
export function smjpegFrameHeader(timeMs: number, bytes: number): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.write("vidD", 0, "latin1");
  header.writeUInt32BE(Math.round(timeMs) % 2 ** 32, 4);
  header.writeUInt32BE(bytes, 8);
  return header;
}

/** Reads what ffmpeg writes. A picture larger than `maxFrameBytes`, or anything else unexpected, throws: the stream is lost. */
export class SmjpegParser {
  private held: Buffer[] = [];
  private bytes = 0;
  private inHeader = true;

  constructor(
    private readonly onJpeg: (jpeg: Buffer, timeMs: number) => void,
    private readonly maxFrameBytes = 8 * 1024 * 1024,
  ) {}

  push(piece: Buffer): void {
    this.held.push(piece);
    this.bytes += piece.length;
    while (this.inHeader ? this.readHeader() : this.readFrame());
  }

  private readHeader(): boolean {
    const all = this.peek(this.bytes);
    let at = 16;
    while (at + TAG_BYTES <= all.length) {
      const tag = all.toString("latin1", at, at + TAG_BYTES);
      if (tag === "HEND") {
        this.inHeader = false;
        this.take(at + TAG_BYTES);
        return true;
      }
      if (at + 8 > all.length) return false;
      at += 8 + all.readUInt32BE(at + 4);
    }
    return false;
  }

  private readFrame(): boolean {
    if (this.bytes < FRAME_HEADER_BYTES) return false;
    const header = this.peek(FRAME_HEADER_BYTES);
    const tag = header.toString("latin1", 0, TAG_BYTES);
    if (tag === "DONE") return false;
    const length = header.readUInt32BE(8);
    if (tag !== "vidD" || length > this.maxFrameBytes) throw new Error(`unexpected ${JSON.stringify(tag)} in SMJPEG`);
    if (this.bytes < FRAME_HEADER_BYTES + length) return false;
    const frame = this.take(FRAME_HEADER_BYTES + length);
    this.onJpeg(frame.subarray(FRAME_HEADER_BYTES), frame.readUInt32BE(4));
    return true;
  }

  /** The first bytes in one piece. */
  private peek(count: number): Buffer {
    if ((this.held[0]?.length ?? 0) < count) this.held = [Buffer.concat(this.held)];
    return (this.held[0] ?? Buffer.alloc(0)).subarray(0, count);
  }

  private take(count: number): Buffer {
    const taken = this.peek(count);
    this.held[0] = this.held[0]!.subarray(count);
    this.bytes -= count;
    return taken;
  }
}
