import { adtsFrames } from "../adts";
import { joinUnits } from "../nal-units";
import type { Unit, VideoCodec } from "../packets";
import { UnitCleaner } from "../unit-cleaner";
import { elementaryAt, hasPayload, PacketAligner, payloadAt, pesAt, pesTimes, pidOf, TS_PACKET_BYTES } from "./packets";
import { TsTables } from "./tables";

export type TsDemuxerOptions = { hasSound: boolean; onUnit: (unit: Unit) => void };

/** A picture larger than this is none. */
const MAX_PES_BYTES = 16 * 1024 * 1024;
/** Times count in 33 bits: they begin anew every 26.5 hours. */
const WRAP = 2 ** 33;

type Times = { pts: number; dts: number };

/** Takes MPEG-TS apart, as it comes, into pictures and AAC. What is damaged or something else is left out. */
export class TsDemuxer {
  private readonly aligner = new PacketAligner();
  private readonly tables = new TsTables();
  private readonly video = new Assembly();
  private readonly audio = new Assembly();
  private cleaner: { codec: VideoCodec; clean: UnitCleaner } | null = null;
  private base = 0;
  private last: number | null = null;

  constructor(private readonly options: TsDemuxerOptions) {}

  /** There is a picture, and it is neither H.264 nor H.265. */
  get isUnusable(): boolean {
    return this.tables.hasOtherVideo && this.tables.video === null;
  }

  push(bytes: Buffer): void {
    const packets = this.aligner.push(bytes);
    for (let at = 0; at < packets.length; at += TS_PACKET_BYTES) {
      if (this.tables.read(packets, at)) continue;
      const pid = pidOf(packets, at);
      if (pid === this.tables.video?.pid)
        this.take(this.video, packets, at, (bytes, times) => this.picture(bytes, times));
      else if (this.options.hasSound && pid === this.tables.audioPid)
        this.take(this.audio, packets, at, (bytes, times) => this.sound(bytes, times));
    }
  }

  private take(assembly: Assembly, b: Buffer, at: number, onWhole: (bytes: Buffer, times: Times) => void): void {
    const pes = pesAt(b, at);
    if (pes !== null) {
      assembly.finish(onWhole);
      const times = pesTimes(b, pes);
      assembly.begin(times && this.unwrap(times), b.readUInt16BE(pes + 4) + pes + 6 - elementaryAt(b, pes));
    }
    if (!hasPayload(b, at)) return;
    assembly.add(b.subarray(pes === null ? payloadAt(b, at) : elementaryAt(b, pes), at + TS_PACKET_BYTES));
    if (assembly.isWhole) assembly.finish(onWhole);
  }

  private picture(bytes: Buffer, times: Times): void {
    const { codec } = this.tables.video!;
    if (this.cleaner?.codec !== codec) this.cleaner = { codec, clean: new UnitCleaner(codec) };
    const unit = this.cleaner.clean.clean(joinUnits(splitUnits(bytes)), times);
    if (unit) this.options.onUnit(unit);
  }

  private sound(bytes: Buffer, { pts }: Times): void {
    let at = pts;
    for (const { format, data } of adtsFrames(bytes)) {
      this.options.onUnit({ kind: "audio", format, data, pts: Math.round(at) });
      at += (1_024 * 90_000) / format.sampleRate;
    }
  }

  private unwrap({ pts, dts }: Times): Times {
    if (this.last !== null && dts + this.base < this.last - WRAP / 2) this.base += WRAP;
    const wrapped = dts + this.base;
    if (this.last === null || Math.abs(wrapped - this.last) < WRAP / 2) this.last = wrapped;
    return { dts: wrapped, pts: wrapped + ((((pts - dts) % WRAP) + WRAP) % WRAP) };
  }
}

/** One PES being put together. */
class Assembly {
  private pieces: Buffer[] = [];
  private bytes = 0;
  private times: Times | null = null;
  /** Of the elementary stream; not positive when it is not told. */
  private length = 0;

  get isWhole(): boolean {
    return this.length > 0 && this.bytes >= this.length;
  }

  begin(times: Times | null, length: number): void {
    this.pieces = [];
    this.bytes = 0;
    this.times = times;
    this.length = length;
  }

  add(piece: Buffer): void {
    if (!this.times) return;
    this.pieces.push(piece);
    this.bytes += piece.length;
    if (this.bytes > MAX_PES_BYTES) this.times = null;
  }

  finish(onWhole: (bytes: Buffer, times: Times) => void): void {
    const { times, pieces } = this;
    this.times = null;
    this.pieces = [];
    if (times && pieces.length > 0) onWhole(Buffer.concat(pieces), times);
  }
}

const START_CODE = Buffer.from([0, 0, 1]);

/** The NAL units between start codes (Annex B), without the zeros that may follow each. */
function splitUnits(stream: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let start = stream.indexOf(START_CODE); start !== -1; ) {
    const next = stream.indexOf(START_CODE, start + 3);
    let end = next === -1 ? stream.length : next;
    while (end > start + 3 && stream[end - 1] === 0) end--;
    if (end > start + 3) units.push(stream.subarray(start + 3, end));
    start = next;
  }
  return units;
}
