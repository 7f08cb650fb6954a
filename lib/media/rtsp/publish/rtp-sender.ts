import { randomInt } from "node:crypto";
import { TICKS_PER_MS, TICKS_PER_SECOND } from "../../packets";
import type { Payload } from "./packetize";

/** RFC 3550: the two clocks of a stream are told to belong together each few seconds. */
const REPORT_EACH_MS = 2_000;
/** Seconds from 1900 to 1970. */
const NTP_EPOCH_S = 2_208_988_800;
const NAME = "vigie";

type Options = {
  payloadType: number;
  /** Ticks of its RTP clock in a second. */
  rate: number;
  /** Its packets go on this channel, its reports on the next; false when there is no room for it. */
  send(channel: number, packet: Buffer): boolean;
  channel: number;
  /** Wall and monotonic time in milliseconds. */
  nowMs(): { wall: number; monotonic: number };
};

/** One RTP stream: numbers packets, times them, and says now and then what time it was. */
export class RtpSender {
  private sequence = randomInt(0x10000);
  private readonly source = randomInt(0x1_0000_0000);
  private packets = 0;
  private octets = 0;
  private reportedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: Options) {}

  /** Sends one unit that is shown at `pts` (ticks of our monotonic clock); false when not all of it found room. */
  send(payloads: Iterable<Payload>, pts: number): boolean {
    const time = this.rtpTime(pts);
    this.reportIfDue();
    for (const payload of payloads) if (!this.sendOne(payload, time)) return false;
    return true;
  }

  private sendOne({ bytes, isLast }: Payload, time: number): boolean {
    const packet = Buffer.allocUnsafe(12 + bytes.length);
    packet[0] = 0x80;
    packet[1] = (isLast ? 0x80 : 0) | this.options.payloadType;
    packet.writeUInt16BE(this.sequence, 2);
    packet.writeUInt32BE(time, 4);
    packet.writeUInt32BE(this.source, 8);
    bytes.copy(packet, 12);
    if (!this.options.send(this.options.channel, packet)) return false;
    this.sequence = (this.sequence + 1) & 0xffff;
    this.packets++;
    this.octets += bytes.length;
    return true;
  }

  private rtpTime(ticks: number): number {
    const time = Math.round((ticks / TICKS_PER_SECOND) * this.options.rate);
    return ((time % 0x1_0000_0000) + 0x1_0000_0000) % 0x1_0000_0000;
  }

  private reportIfDue(): void {
    const { wall, monotonic } = this.options.nowMs();
    if (monotonic - this.reportedMs < REPORT_EACH_MS) return;
    this.reportedMs = monotonic;
    this.options.send(this.options.channel + 1, this.report(wall, this.rtpTime(monotonic * TICKS_PER_MS)));
  }

  /** A sender report with the name of whoever sends it (RFC 3550, 6.4.1 and 6.5). */
  private report(wallMs: number, time: number): Buffer {
    const name = Buffer.from(NAME);
    const sdesBytes = Math.ceil((4 + 4 + 2 + name.length + 1) / 4) * 4;
    const report = Buffer.alloc(28 + sdesBytes);
    report.set([0x80, 200, 0, 6]);
    report.writeUInt32BE(this.source, 4);
    report.writeUInt32BE(Math.floor(wallMs / 1_000) + NTP_EPOCH_S, 8);
    report.writeUInt32BE(Math.floor(((wallMs % 1_000) / 1_000) * 2 ** 32), 12);
    report.writeUInt32BE(time, 16);
    report.writeUInt32BE(this.packets % 0x1_0000_0000, 20);
    report.writeUInt32BE(this.octets % 0x1_0000_0000, 24);
    report.set([0x81, 202, 0, sdesBytes / 4 - 1], 28);
    report.writeUInt32BE(this.source, 32);
    report.set([1, name.length], 36);
    name.copy(report, 38);
    return report;
  }
}
