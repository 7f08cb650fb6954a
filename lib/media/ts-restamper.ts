import { Timeline } from "./timeline";
import {
  hasPayload,
  pcrAt,
  pesAt,
  pesTimes,
  pidOf,
  shiftPcr,
  TICKS_PER_MS,
  TS_PACKET_BYTES,
  writePesTimes,
} from "./ts-packets";

/** A repeated or late unit follows the one before at least this much later: decoding time only moves forward. */
const LEAST_STEP = 1;
/** The first unit of a fresh upstream follows one picture later: a decoder's own grid holds them apart. */
const FIRST_STEP = 40 * TICKS_PER_MS;

/**
 * Keeps one continuous MPEG-TS timeline across restarts of the upstream: timestamps and clock references lie on our
 * monotonic clock, continuity counters go on, decoding times of each stream only grow. Changes packets in place.
 */
export class TsRestamper {
  private readonly timeline = new Timeline();
  private readonly counters = new Map<number, number>();
  private readonly lastDts = new Map<number, number>();
  private shift = 0;

  /** `nowTicks`: our monotonic clock. It wraps on the wire as every MPEG-TS clock does. */
  constructor(private readonly nowTicks: () => number) {}

  restart(): void {
    this.timeline.restart();
  }

  /** Begins a fresh upstream: `offset` leads from its clock, at its unit decoded at `dts`, to ours, unless that was sent already. */
  begin({ dts, offset }: { dts: number; offset: number }): void {
    const last = Math.max(...this.lastDts.values(), Number.NEGATIVE_INFINITY);
    this.timeline.anchor(dts, Math.max(offset, last + FIRST_STEP - dts), this.nowTicks());
  }

  /** Whole packets as the upstream sent them. */
  restamp(packets: Buffer): void {
    const now = this.nowTicks();
    for (let at = 0; at < packets.length; at += TS_PACKET_BYTES)
      this.restampPacket(packets, at, (dts) => this.timeline.place(dts, now));
  }

  /** Packets that were sent before, to be sent again as of `ticks` on our clock. False when something later was sent already. */
  repeat(packets: Buffer, ticks: number): boolean {
    if (ticks < Math.max(...this.lastDts.values()) + FIRST_STEP) return false;
    for (let at = 0; at < packets.length; at += TS_PACKET_BYTES) this.restampPacket(packets, at, (dts) => ticks - dts);
    return true;
  }

  private restampPacket(b: Buffer, at: number, place: (dts: number) => number): void {
    const pid = pidOf(b, at);
    this.count(b, at, pid);
    const pes = pesAt(b, at);
    const times = pes === null ? null : pesTimes(b, pes);
    if (pes !== null && times) {
      const last = this.lastDts.get(pid) ?? Number.NEGATIVE_INFINITY;
      this.shift = Math.max(place(times.dts), last + LEAST_STEP - times.dts);
      this.lastDts.set(pid, times.dts + this.shift);
      writePesTimes(b, pes, { pts: times.pts + this.shift, dts: times.dts + this.shift });
    }
    const pcr = pcrAt(b, at);
    if (pcr !== null) shiftPcr(b, pcr, this.shift);
  }

  private count(b: Buffer, at: number, pid: number): void {
    if (hasPayload(b, at)) this.counters.set(pid, ((this.counters.get(pid) ?? -1) + 1) & 15);
    b[at + 3] = (b[at + 3]! & 0xf0) | (this.counters.get(pid) ?? 0);
  }
}
