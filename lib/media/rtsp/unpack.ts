import type { VideoCodec } from "../packets";
import type { RtpPacket } from "./rtp-packet";

/** Takes NAL units piece by piece. */
export interface UnitSink {
  readonly isUnitOpen: boolean;
  openUnit(): void;
  byte(value: number): void;
  write(bytes: Buffer, start: number, end: number): void;
  closeUnit(): void;
}

/** Hands over the NAL units, or the piece of one, that a packet holds; false when something of it is missing or makes no sense. */
export type Unpack = (packet: RtpPacket, to: UnitSink) => boolean;

/** RFC 6184: single units, STAP-A, FU-A. What packetization mode 2 adds is not sent by cameras. */
const unpackH264: Unpack = ({ bytes, start, end }, to) => {
  if (start >= end) return true;
  const type = bytes[start]! & 0x1f;
  if (type === 28) {
    if (end - start < 2) return false;
    const fragment = bytes[start + 1]!;
    if (fragment & 0x80) {
      if (to.isUnitOpen) return false;
      to.openUnit();
      to.byte((bytes[start]! & 0xe0) | (fragment & 0x1f));
    }
    return continueUnit(bytes, start + 2, end, (fragment & 0x40) !== 0, to);
  }
  if (to.isUnitOpen) return false;
  if (type === 24) return unpackMany(bytes, start + 1, end, to);
  if (type > 24 && type < 30) return false;
  writeWhole(bytes, start, end, to);
  return true;
};

/** RFC 7798: single units, AP, FU; without DONL, which only streams out of decoding order have. */
const unpackHevc: Unpack = ({ bytes, start, end }, to) => {
  if (end - start < 2) return start >= end;
  const type = (bytes[start]! >> 1) & 0x3f;
  if (type === 49) {
    if (end - start < 3) return false;
    const fragment = bytes[start + 2]!;
    if (fragment & 0x80) {
      if (to.isUnitOpen) return false;
      to.openUnit();
      to.byte((bytes[start]! & 0x81) | ((fragment & 0x3f) << 1));
      to.byte(bytes[start + 1]!);
    }
    return continueUnit(bytes, start + 3, end, (fragment & 0x40) !== 0, to);
  }
  if (to.isUnitOpen) return false;
  if (type === 48) return unpackMany(bytes, start + 2, end, to);
  if (type < 48) writeWhole(bytes, start, end, to);
  return true;
};

export const UNPACK: Readonly<Record<VideoCodec, Unpack>> = { h264: unpackH264, hevc: unpackHevc };

function continueUnit(bytes: Buffer, start: number, end: number, isLast: boolean, to: UnitSink): boolean {
  if (!to.isUnitOpen) return false;
  to.write(bytes, start, end);
  if (isLast) to.closeUnit();
  return true;
}

function unpackMany(bytes: Buffer, start: number, end: number, to: UnitSink): boolean {
  let at = start;
  while (at + 2 <= end) {
    const next = at + 2 + bytes.readUInt16BE(at);
    if (next > end) return false;
    if (next > at + 2) writeWhole(bytes, at + 2, next, to);
    at = next;
  }
  return true;
}

function writeWhole(bytes: Buffer, start: number, end: number, to: UnitSink): void {
  to.openUnit();
  to.write(bytes, start, end);
  to.closeUnit();
}
