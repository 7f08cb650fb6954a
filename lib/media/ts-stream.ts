import type { Size } from "./jpeg";
import { KeyframeKeeper } from "./keyframe-keeper";
import { readPictureSize } from "./parameter-sets";
import type { Chunk } from "./ports";
import { Settling } from "./settling";
import { isKeyframe } from "./ts-keyframes";
import {
  elementaryAt,
  hasPayload,
  PacketAligner,
  payloadAt,
  pesAt,
  pesTimes,
  pidOf,
  TICKS_PER_MS,
  TICKS_WRAP,
  TS_PACKET_BYTES,
  wrapTicks,
} from "./ts-packets";
import { TsRestamper } from "./ts-restamper";
import { type TsCodec, TsTables } from "./ts-tables";

type TsChunk = Extract<Chunk, { kind: "ts" }>;
export type TsStreamOptions = {
  /** Our monotonic clock: the timeline of every chunk. */
  nowMs: () => number;
  onChunk: (chunk: TsChunk) => void;
  /** A picture begins; `timeMs` by the upstream's own clock. */
  onFrame: (timeMs: number) => void;
};

/** Parameter sets lie in the first packets of a key frame. */
const HEADER_PACKETS = 4;
/** A camera's first second at 100 Mbit/s. */
const MAX_HELD_BYTES = 12 * 1024 * 1024;
/** A longer pause between key frames is a clock that jumped. */
const MAX_GOP_MS = 120_000;

/**
 * Turns what the upstream writes into chunks on one continuous timeline, cut at key frames. A chunk that begins at a key
 * frame carries the tables before it, so that a decoder can start there with nothing else.
 */
export class TsStream {
  size: Size | null = null;
  private readonly aligner = new PacketAligner();
  private readonly tables = new TsTables();
  private readonly nowTicks: () => number;
  private readonly restamper: TsRestamper;
  private readonly keyframe = new KeyframeKeeper();
  private keyframeMs: number | null = null;
  private gopMs: number | null = null;
  /** Nothing before the first key frame can be decoded. */
  private isSynced = false;
  /** A fresh upstream's packets wait until it is known where its clock stands. */
  private settling: { clock: Settling; held: { piece: Buffer; isKey: boolean }[]; bytes: number } | null = null;
  private lastTables: { pat: Buffer | null; pmt: Buffer | null } = { pat: null, pmt: null };

  constructor(private readonly options: TsStreamOptions) {
    this.nowTicks = () => Math.round(options.nowMs() * TICKS_PER_MS);
    this.restamper = new TsRestamper(this.nowTicks);
  }

  get codec(): TsCodec | null {
    return this.tables.codec;
  }

  /** The upstream was (re)started. */
  restart(): void {
    this.aligner.reset();
    this.tables.reset();
    this.restamper.restart();
    this.keyframe.end(false);
    this.keyframeMs = null;
    this.isSynced = false;
    this.settling = { clock: new Settling(), held: [], bytes: 0 };
  }

  push(bytes: Buffer): void {
    const packets = this.aligner.push(bytes);
    let from = 0;
    let fromKey = false;
    for (let at = 0; at < packets.length; at += TS_PACKET_BYTES) {
      if (this.tables.read(packets, at) || pidOf(packets, at) !== this.tables.videoPid) continue;
      const pes = pesAt(packets, at);
      if (pes !== null) {
        const isKey = isKeyframe(packets, at, elementaryAt(packets, pes), this.tables.codec!);
        this.keyframe.end();
        if (isKey) {
          this.emit(packets.subarray(from, at), fromKey);
          [from, fromKey] = [at, true];
          this.beginKeyframe(packets, at);
        }
        this.noteFrame(packets, pes, isKey);
      }
      this.keyframe.add(packets.subarray(at, at + TS_PACKET_BYTES));
    }
    this.emit(packets.subarray(from), fromKey);
  }

  /** Sends the newest key frame again as of `agoMs` ago: the picture stands while the camera is away. False without one. */
  repeatKeyframe(agoMs = 0): boolean {
    const { pat, pmt } = this.lastTables;
    const kept = this.keyframe.take();
    if (!kept || !pat || !pmt) return false;
    const packets = Buffer.concat([pat, pmt, kept]);
    const atMs = this.options.nowMs() - agoMs;
    if (!this.restamper.repeat(packets, Math.round(atMs * TICKS_PER_MS))) return false;
    this.options.onChunk({ kind: "ts", packets, startsWithKeyframe: true, isRepeat: true, atMs, gopMs: this.gopMs });
    return true;
  }

  private beginKeyframe(packets: Buffer, at: number): void {
    this.isSynced = true;
    this.lastTables = { pat: this.tables.pat, pmt: this.tables.pmt };
    this.keyframe.begin();
    const header = packets.subarray(at, at + HEADER_PACKETS * TS_PACKET_BYTES);
    this.size = readPictureSize(elementaryBytes(header, this.tables.videoPid!), this.tables.codec!) ?? this.size;
  }

  private noteFrame(packets: Buffer, pes: number, isKey: boolean): void {
    const times = pesTimes(packets, pes);
    if (!times || !this.isSynced) return;
    const hasSettled = this.settling?.clock.observe(times.dts, this.nowTicks()) ?? false;
    const timeMs = times.dts / TICKS_PER_MS;
    if (isKey) {
      const sinceMs = timeMs - (this.keyframeMs ?? timeMs);
      if (sinceMs > 0 && sinceMs < MAX_GOP_MS) this.gopMs = sinceMs;
      this.keyframeMs = timeMs;
    }
    this.options.onFrame(timeMs);
    if (hasSettled) this.release();
  }

  /** Sends what was held back, the oldest first, and holds back nothing more. */
  private release(): void {
    const { clock, held } = this.settling!;
    const anchor = clock.result();
    if (anchor) this.restamper.begin(anchor);
    this.settling = null;
    for (const { piece, isKey } of held) this.emit(piece, isKey);
  }

  /** When the first picture of these packets was seen, on our clock: in a burst that was before it arrived. */
  private captureMs(packets: Buffer): number {
    const nowMs = this.options.nowMs();
    const dts = firstDts(packets, this.tables.videoPid);
    const ago = dts === null ? 0 : wrapTicks(this.nowTicks() - dts);
    return ago > TICKS_WRAP / 2 ? nowMs : nowMs - ago / TICKS_PER_MS;
  }

  private emit(piece: Buffer, isKey: boolean): void {
    if (piece.length === 0 || !this.isSynced) return;
    if (this.settling) {
      this.settling.held.push({ piece, isKey });
      this.settling.bytes += piece.length;
      if (this.settling.bytes > MAX_HELD_BYTES) this.release();
      return;
    }
    const { pat, pmt } = this.lastTables;
    const packets = isKey && pat && pmt ? Buffer.concat([pat, pmt, piece]) : piece;
    this.restamper.restamp(packets);
    const atMs = isKey ? this.captureMs(packets) : this.options.nowMs();
    this.options.onChunk({ kind: "ts", packets, startsWithKeyframe: isKey, atMs, gopMs: this.gopMs });
  }
}

/** Decoding time of the first picture in restamped packets; null without one. */
function firstDts(packets: Buffer, pid: number | null): number | null {
  for (let at = 0; at < packets.length; at += TS_PACKET_BYTES) {
    const pes = pidOf(packets, at) === pid ? pesAt(packets, at) : null;
    if (pes !== null) return pesTimes(packets, pes)?.dts ?? null;
  }
  return null;
}

/** The picture's own bytes in a few packets. */
function elementaryBytes(packets: Buffer, pid: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < packets.length; at += TS_PACKET_BYTES)
    if (pidOf(packets, at) === pid && hasPayload(packets, at))
      pieces.push(packets.subarray(payloadAt(packets, at), at + TS_PACKET_BYTES));
  return Buffer.concat(pieces);
}
