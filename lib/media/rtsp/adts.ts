import { adtsFrames } from "../adts";
import type { AudioFormat } from "../packets";

/** A frame has at most 8,191 bytes: more that is none is no ADTS. */
const MAX_REST_BYTES = 64 * 1024;

/** Takes packets of AAC out of a stream of ADTS that comes in pieces. */
export class AdtsReader {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly onPacket: (format: AudioFormat, data: Buffer) => void) {}

  push(bytes: Buffer): void {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    let at = 0;
    for (const { format, data } of adtsFrames(all)) {
      at = data.byteOffset + data.length - all.byteOffset;
      this.onPacket(format, Buffer.from(data));
    }
    this.rest = all.length - at > MAX_REST_BYTES ? Buffer.alloc(0) : Buffer.from(all.subarray(at));
  }
}
