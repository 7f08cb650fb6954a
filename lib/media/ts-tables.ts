import { hasPayload, payloadAt, pidOf, startsUnit, TS_PACKET_BYTES } from "./ts-packets";

/** What a video stream is, by its type in the PMT (ISO/IEC 13818-1, table 2-34). */
export type TsCodec = "h264" | "hevc" | "mpeg2video" | "mpeg4";
const VIDEO_TYPES: Record<number, TsCodec> = { 27: "h264", 36: "hevc", 2: "mpeg2video", 16: "mpeg4" };

/**
 * Follows a stream's tables: which PID carries the picture, in which codec. Made for what our own ffmpeg writes: one
 * program, each table in one packet.
 */
export class TsTables {
  /** The newest packet of each table, to give to whoever joins later. */
  pat: Buffer | null = null;
  pmt: Buffer | null = null;
  videoPid: number | null = null;
  codec: TsCodec | null = null;
  private pmtPid: number | null = null;

  /** Looks at the packet at `at`; true when it is a table. */
  read(b: Buffer, at: number): boolean {
    const pid = pidOf(b, at);
    if (pid !== 0 && pid !== this.pmtPid) return false;
    if (!startsUnit(b, at) || !hasPayload(b, at)) return true;
    const packet = Buffer.from(b.subarray(at, at + TS_PACKET_BYTES));
    const section = payloadAt(b, at) - at + 1 + (packet[payloadAt(b, at) - at] ?? 0);
    if (pid === 0) this.readPat(packet, section);
    else this.readPmt(packet, section);
    return true;
  }

  reset(): void {
    this.pat = null;
    this.pmt = null;
    this.pmtPid = null;
  }

  private readPat(packet: Buffer, section: number): void {
    if (section + 12 > packet.length || packet[section] !== 0) return;
    this.pat = packet;
    this.pmtPid = packet.readUInt16BE(section + 10) & 0x1fff;
  }

  private readPmt(packet: Buffer, section: number): void {
    if (section + 12 > packet.length || packet[section] !== 2) return;
    this.pmt = packet;
    const end = Math.min(section + 3 + (packet.readUInt16BE(section + 1) & 0xfff) - 4, packet.length);
    let at = section + 12 + (packet.readUInt16BE(section + 10) & 0xfff);
    while (at + 5 <= end) {
      const codec = VIDEO_TYPES[packet[at]!];
      if (codec) {
        this.codec = codec;
        this.videoPid = packet.readUInt16BE(at + 1) & 0x1fff;
        return;
      }
      at += 5 + (packet.readUInt16BE(at + 3) & 0xfff);
    }
  }
}
