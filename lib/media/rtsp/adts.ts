import type { AudioFormat } from "../packets";
import { describeAac } from "./aac";

const HEADER_BYTES = 7;
/** A frame says its length in 13 bits. */
const MAX_FRAME_BYTES = 8_191;

/** Takes packets of AAC out of a stream that carries each behind a header (ISO/IEC 14496-3, 1.A.2.2). */
export class AdtsReader {
  private rest: Buffer = Buffer.alloc(0);
  private format: AudioFormat | null = null;

  constructor(private readonly onPacket: (format: AudioFormat, data: Buffer) => void) {}

  /** Bytes that are no header are passed over. */
  push(bytes: Buffer): void {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    let at = 0;
    while (at + HEADER_BYTES <= all.length) {
      const length = frameLength(all, at);
      if (length === null) at++;
      else if (at + length > all.length) break;
      else {
        this.take(all.subarray(at, at + length));
        at += length;
      }
    }
    this.rest = Buffer.from(all.subarray(Math.max(at, all.length - MAX_FRAME_BYTES)));
  }

  private take(frame: Buffer): void {
    const objectType = (frame[2]! >> 6) + 1;
    const rate = (frame[2]! >> 2) & 0x0f;
    const channels = ((frame[2]! & 1) << 2) | (frame[3]! >> 6);
    const config = Buffer.from([(objectType << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3)]);
    if (!this.format?.config.equals(config)) this.format = describeAac(config);
    const hasCheck = (frame[1]! & 1) === 0;
    if (this.format)
      this.onPacket(this.format, Buffer.from(frame.subarray(hasCheck ? HEADER_BYTES + 2 : HEADER_BYTES)));
  }
}

function frameLength(bytes: Buffer, at: number): number | null {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return null;
  const length = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
  return length > HEADER_BYTES + 2 ? length : null;
}
