import { readAudioConfig } from "../mp4/codec-config";
import type { AudioFormat } from "../packets";
import type { RtpPacket } from "./rtp-packet";
import type { SdpMedia } from "./sdp";

/** AAC Main, LC, SSR, LTP, and LC with SBR or PS said in front: each of them 1,024 samples in a packet. */
const OBJECT_TYPES = new Set([1, 2, 3, 4, 5, 29]);
const MAX_CONFIG_BYTES = 64;
/** 6,144 bits for each of 8 channels. */
const MAX_PACKET_BYTES = 6_144;

/** AAC as an AudioSpecificConfig describes it; null for what is none, or not such that players know it. */
export function describeAac(config: Buffer): AudioFormat | null {
  if (config.length < 2 || config.length > MAX_CONFIG_BYTES) return null;
  const format = readAudioConfig(config);
  const isKnown = OBJECT_TYPES.has(config[0]! >> 3) && format !== null && format.channels > 0 && format.channels <= 8;
  return isKnown ? format : null;
}

/** The format of a stream of packets of AAC with their sizes in front (RFC 3640); null for any other. */
export function aacFormat({ kind, encoding, parameters }: SdpMedia): AudioFormat | null {
  if (kind !== "audio" || encoding !== "MPEG4-GENERIC" || Number(parameters.get("sizelength")) > 16) return null;
  return describeAac(Buffer.from(parameters.get("config") ?? "", "hex"));
}

/** Takes packets of sound out of RTP packets, which hold one, several, or a piece of one (RFC 3640, 3.2). */
export class AacUnpacker {
  private readonly sizeBits: number;
  private readonly headerBits: number;
  private pieces: Buffer[] = [];
  private missing = 0;

  constructor({ parameters }: SdpMedia) {
    const bits = (name: string) => Math.min(16, Math.max(0, Number(parameters.get(name)) || 0));
    this.sizeBits = bits("sizelength") || 13;
    this.headerBits = this.sizeBits + bits("indexlength");
  }

  /** Calls back with each whole packet, and how many went before it since the RTP packet's time. */
  unpack({ bytes, start, end }: RtpPacket, onPacket: (data: Buffer, index: number) => void): void {
    if (end - start < 2) return;
    const headersEnd = start + 2 + Math.ceil(bytes.readUInt16BE(start) / 8);
    if (headersEnd > end) return;
    const count = Math.floor(bytes.readUInt16BE(start) / this.headerBits);
    let at = headersEnd;
    for (let index = 0; index < count; index++) {
      const size = readBits(bytes, (start + 2) * 8 + index * this.headerBits, this.sizeBits);
      if (size > MAX_PACKET_BYTES) break;
      if (at + size > end) {
        if (count === 1) this.addPiece(bytes.subarray(at, end), size, onPacket);
        return;
      }
      if (size > 0) onPacket(Buffer.from(bytes.subarray(at, at + size)), index);
      at += size;
    }
    this.lose();
  }

  lose(): void {
    this.pieces = [];
    this.missing = 0;
  }

  private addPiece(piece: Buffer, size: number, onPacket: (data: Buffer, index: number) => void): void {
    if (piece.length === 0) return;
    if (this.missing === 0) this.missing = size;
    this.pieces.push(Buffer.from(piece));
    this.missing -= piece.length;
    if (this.missing > 0) return;
    if (this.missing === 0) onPacket(Buffer.concat(this.pieces), 0);
    this.lose();
  }
}

function readBits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) value = (value << 1) | ((bytes[i >> 3]! >> (7 - (i & 7))) & 1);
  return value;
}
