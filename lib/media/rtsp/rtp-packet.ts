/** One RTP packet (RFC 3550, 5.1). The same object is used for one after the other: hundreds come each second. */
export class RtpPacket {
  /** Of H.264, H.265 and AAC: the picture, or the packet of sound, ends here. */
  isLast = false;
  payloadType = 0;
  sequence = 0;
  time = 0;
  source = 0;
  bytes: Buffer = EMPTY;
  /** Where the payload lies in `bytes`. */
  start = 0;
  end = 0;

  /** Reads the packet that lies there; false when it is none. */
  read(bytes: Buffer, start: number, end: number): boolean {
    if (end - start < 12) return false;
    const first = bytes[start]!;
    const second = bytes[start + 1]!;
    if (first >> 6 !== 2) return false;
    let from = start + 12 + (first & 0x0f) * 4;
    let to = end;
    if (first & 0x10) {
      if (from + 4 > to) return false;
      from += 4 + bytes.readUInt16BE(from + 2) * 4;
    }
    if (first & 0x20) to -= bytes[end - 1]!;
    if (from > to) return false;
    this.isLast = (second & 0x80) !== 0;
    this.payloadType = second & 0x7f;
    this.sequence = (bytes[start + 2]! << 8) | bytes[start + 3]!;
    this.time = bytes.readUInt32BE(start + 4);
    this.source = bytes.readUInt32BE(start + 8);
    this.bytes = bytes;
    this.start = from;
    this.end = to;
    return true;
  }
}

const EMPTY = Buffer.alloc(0);
