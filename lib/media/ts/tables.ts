import type { VideoCodec } from "../packets";
import { hasPayload, payloadAt, pidOf, startsUnit, TS_PACKET_BYTES } from "./packets";

/** What a stream is, by its type in the PMT (ISO/IEC 13818-1, table 2-34). */
const VIDEO_TYPES: Record<number, VideoCodec> = { 27: "h264", 36: "hevc" };
const OTHER_VIDEO_TYPES = new Set([1, 2, 16]);
const ADTS = 15;

/** Follows a stream's tables: which PID carries the picture, in which codec. Of one program, each table in one packet. */
export class TsTables {
  video: { pid: number; codec: VideoCodec } | null = null;
  /** Of sound in AAC. */
  audioPid: number | null = null;
  /** There is a picture, in a codec that cannot be used. */
  hasOtherVideo = false;
  private pmtPid: number | null = null;

  /** Looks at the packet at `at`; true when it is a table. */
  read(b: Buffer, at: number): boolean {
    const pid = pidOf(b, at);
    if (pid !== 0 && pid !== this.pmtPid) return false;
    if (!startsUnit(b, at) || !hasPayload(b, at)) return true;
    const payload = payloadAt(b, at);
    const section = b.subarray(payload + 1 + (b[payload] ?? 0), at + TS_PACKET_BYTES);
    if (pid === 0) this.readPat(section);
    else this.readPmt(section);
    return true;
  }

  private readPat(section: Buffer): void {
    if (section.length >= 12 && section[0] === 0) this.pmtPid = section.readUInt16BE(10) & 0x1fff;
  }

  private readPmt(section: Buffer): void {
    if (section.length < 12 || section[0] !== 2) return;
    const end = Math.min(section.readUInt16BE(1) & 0xfff, section.length) - 1;
    for (let at = 12 + (section.readUInt16BE(10) & 0xfff); at + 5 <= end; ) {
      const [type, pid] = [section[at]!, section.readUInt16BE(at + 1) & 0x1fff];
      const codec = VIDEO_TYPES[type];
      if (codec && this.video?.pid !== pid) this.video = { pid, codec };
      if (type === ADTS) this.audioPid = pid;
      this.hasOtherVideo ||= OTHER_VIDEO_TYPES.has(type);
      at += 5 + (section.readUInt16BE(at + 3) & 0xfff);
    }
  }
}
