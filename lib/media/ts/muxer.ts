import { joinUnits, unitsIn } from "../nal-units";
import type { AudioUnit, VideoCodec, VideoUnit } from "../packets";

// MPEG-TS, ISO/IEC 13818-1: packets of 188 bytes. What goes in a table or a picture is cut into them by its PID.

const PACKET_BYTES = 188;
const PMT_PID = 0x1000;
const VIDEO_PID = 0x100;
const AUDIO_PID = 0x101;
const STREAM_TYPE = { h264: 0x1b, hevc: 0x24 } as const;
const ADTS = 0x0f;
const START_CODE = Buffer.from([0, 0, 0, 1]);
/** Access unit delimiters for any kind of picture. */
const DELIMITER = { h264: [9, 0xf0], hevc: [70, 1, 0x50] } as const;
/** Times count in 33 bits. */
const WRAP = 2 ** 33;

/** Makes MPEG-TS of units. A key frame carries the tables and its parameter sets, so that a reader can begin there. */
export class TsMuxer {
  private readonly counters = new Map<number, number>();

  constructor(private readonly options: { hasSound: boolean }) {}

  /** Whole packets. Sound is left out when none was announced. */
  packets(unit: VideoUnit | AudioUnit): Buffer {
    if (unit.kind === "audio") return this.options.hasSound ? this.audio(unit) : Buffer.alloc(0);
    const { format, isKey, dts } = unit;
    const tables = isKey ? [this.table(0, PAT), this.table(PMT_PID, this.pmt(format.codec))] : [];
    return Buffer.concat([...tables, this.stretch(VIDEO_PID, pesOfPicture(unit), { clock: dts, isEntry: isKey })]);
  }

  private audio({ data, format, pts }: AudioUnit): Buffer {
    const [config] = [format.config.readUInt16BE(0)];
    const length = data.length + 7;
    const profile = ((config >> 11) & 31) - 1;
    const adts = Buffer.from([
      ...[0xff, 0xf1, (profile << 6) | (((config >> 7) & 15) << 2) | ((format.channels >> 2) & 1)],
      ...[((format.channels & 3) << 6) | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc],
    ]);
    const head = Buffer.from([0, 0, 1, 0xc0, (length + 8) >> 8, (length + 8) & 0xff, 0x80, 0x80, 5, ...stamp(2, pts)]);
    return this.stretch(AUDIO_PID, Buffer.concat([head, adts, data]), null);
  }

  private pmt(codec: VideoCodec): number[] {
    const streams = [STREAM_TYPE[codec], 0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff, 0xf0, 0];
    if (this.options.hasSound) streams.push(ADTS, 0xe0 | (AUDIO_PID >> 8), AUDIO_PID & 0xff, 0xf0, 0);
    const clock = [0xe0 | (VIDEO_PID >> 8), VIDEO_PID & 0xff];
    return [2, 0xb0, streams.length + 13, 0, 1, 0xc1, 0, 0, ...clock, 0xf0, 0, ...streams];
  }

  private table(pid: number, section: readonly number[]): Buffer {
    const packet = Buffer.alloc(PACKET_BYTES, 0xff);
    this.head(packet, pid, true, 1);
    packet[4] = 0;
    Buffer.from(section).copy(packet, 5);
    packet.writeUInt32BE(crc(section), 5 + section.length);
    return packet;
  }

  /** Cuts what belongs together into packets; the first tells the clock, the last is filled up. */
  private stretch(pid: number, bytes: Buffer, entry: { clock: number; isEntry: boolean } | null): Buffer {
    const firstRoom = PACKET_BYTES - 4 - (entry ? 8 : 0);
    const count = 1 + Math.max(0, Math.ceil((bytes.length - firstRoom) / (PACKET_BYTES - 4)));
    const packets = Buffer.alloc(count * PACKET_BYTES, 0xff);
    for (let n = 0, from = 0; n < count; n++) {
      const packet = packets.subarray(n * PACKET_BYTES, (n + 1) * PACKET_BYTES);
      const clocked = n === 0 && entry ? 8 : 0;
      const taken = Math.min(bytes.length - from, PACKET_BYTES - 4 - clocked);
      const field = PACKET_BYTES - 4 - taken;
      this.head(packet, pid, n === 0, field > 0 ? 3 : 1);
      if (field > 0) packet[4] = field - 1;
      if (field > 1) packet[5] = 0;
      if (clocked > 0) writeClock(packet, entry!);
      bytes.copy(packet, PACKET_BYTES - taken, from, from + taken);
      from += taken;
    }
    return packets;
  }

  private head(packet: Buffer, pid: number, isFirst: boolean, control: number): void {
    const counter = ((this.counters.get(pid) ?? -1) + 1) & 15;
    this.counters.set(pid, counter);
    packet[0] = 0x47;
    packet.writeUInt16BE((isFirst ? 0x4000 : 0) | pid, 1);
    packet[3] = (control << 4) | counter;
  }
}

/** One program, described by the table at PMT_PID. */
const PAT = [0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe0 | (PMT_PID >> 8), PMT_PID & 0xff];

function pesOfPicture({ format, isKey, data, pts, dts }: VideoUnit): Buffer {
  const units = [Buffer.from(DELIMITER[format.codec]), ...(isKey ? format.parameterSets : []), ...unitsIn(data)];
  // Start codes are as long as the lengths they stand for.
  const stream = joinUnits(units);
  for (let at = 0; at < stream.length; ) {
    const length = stream.readUInt32BE(at);
    START_CODE.copy(stream, at);
    at += 4 + length;
  }
  const head = Buffer.from([0, 0, 1, 0xe0, 0, 0, 0x80, 0xc0, 10, ...stamp(3, pts), ...stamp(1, dts)]);
  return Buffer.concat([head, stream]);
}

/** A time in 33 bits, with its marker bits. */
function stamp(prefix: number, ticks: number): number[] {
  const time = ((ticks % WRAP) + WRAP) % WRAP;
  const [high, middle, low] = [Math.floor(time / 2 ** 30), Math.floor(time / 2 ** 15) % 2 ** 15, time % 2 ** 15];
  return [(prefix << 4) | (high << 1) | 1, middle >> 7, ((middle << 1) & 0xff) | 1, low >> 7, ((low << 1) & 0xff) | 1];
}

/** The program's clock reference and whether a decoder can begin here. */
function writeClock(packet: Buffer, { clock, isEntry }: { clock: number; isEntry: boolean }): void {
  const time = ((clock % WRAP) + WRAP) % WRAP;
  packet[5] = 0x10 | (isEntry ? 0x40 : 0);
  packet.writeUInt32BE(Math.floor(time / 2), 6);
  packet.writeUInt16BE(((time % 2) << 15) | 0x7e00, 10);
}

/** ISO/IEC 13818-1, annex A. */
function crc(bytes: readonly number[]): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
