import { explainFailure } from "../failure";
import { headerOf, parseHead, type RtspMessage } from "./message";

/** Real answers have less than 1 KiB of headers, and descriptions less than 4. */
const MAX_HEAD_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 64 * 1024;

const DOLLAR = 0x24;

export type WireHandlers = {
  /** What came on a channel; the bytes are only there during the call. */
  onPacket: (channel: number, bytes: Buffer, start: number, end: number) => void;
  onMessage: (message: RtspMessage) => void;
};

/**
 * Takes the bytes of an RTSP connection apart: answers and interleaved packets (RFC 2326, 10.12), mixed. Packets are read
 * where they lie; only one that is cut by the end of a read is copied, to be whole. Keeps at most one message or packet.
 * Throws a `CameraFailure` for what is neither, or too long.
 */
export class WireReader {
  private rest = Buffer.allocUnsafe(4_096);
  private kept = 0;

  constructor(private readonly handlers: WireHandlers) {}

  /** The first `count` of these bytes have arrived. They may be overwritten afterwards. */
  read(bytes: Buffer, count: number): void {
    let from = 0;
    while (this.kept > 0 && from < count) from = this.complete(bytes, from, count);
    if (from < count) this.keep(bytes, this.take(bytes, from, count), count);
  }

  /** Adds to the cut-off piece what it lacks, and reads it; answers up to where. */
  private complete(bytes: Buffer, from: number, count: number): number {
    const isPacket = this.rest[0] === DOLLAR;
    const wanted = !isPacket ? count : this.kept < 4 ? 4 - this.kept : 4 + this.rest.readUInt16BE(2) - this.kept;
    const end = Math.min(count, from + wanted);
    this.keep(bytes, from, end);
    const { rest, kept } = this;
    const taken = this.take(rest, 0, kept);
    this.kept = 0;
    this.keep(rest, taken, kept);
    return end;
  }

  private keep(bytes: Buffer, start: number, end: number): void {
    const size = this.kept + end - start;
    if (size > this.rest.length) {
      const larger = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(size)));
      this.rest.copy(larger, 0, 0, this.kept);
      this.rest = larger;
    }
    bytes.copy(this.rest, this.kept, start, end);
    this.kept = size;
  }

  /** Reads everything that is whole; answers where the rest begins. */
  private take(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end) {
      const first = bytes[at]!;
      if (first === DOLLAR) {
        if (end - at < 4) return at;
        const next = at + 4 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
        if (next > end) return at;
        this.handlers.onPacket(bytes[at + 1]!, bytes, at + 4, next);
        at = next;
      } else if (first === 0x0d || first === 0x0a) at++;
      else {
        const next = this.takeMessage(bytes, at, end);
        if (next === null) return at;
        at = next;
      }
    }
    return at;
  }

  private takeMessage(bytes: Buffer, start: number, end: number): number | null {
    const text = bytes.toString("latin1", start, Math.min(end, start + MAX_HEAD_BYTES));
    if (!/^[A-Z]/i.test(text)) throw notRtsp();
    const gap = /\r?\n\r?\n/.exec(text);
    if (!gap) {
      // Its first line tells whom we talk to, before it is whole: a web server may say a lot.
      if (/^[^\n]*\n/.test(text) && !/^[^\n]*RTSP\//i.test(text)) throw notRtsp();
      if (text.length >= MAX_HEAD_BYTES) throw notRtsp();
      return null;
    }
    const head = parseHead(text.slice(0, gap.index));
    if (!/RTSP\//i.test(head.start)) throw notRtsp();
    const length = headerOf(head, "content-length") ?? "0";
    if (!/^\d{1,9}$/.test(length) || Number(length) > MAX_BODY_BYTES) throw notRtsp();
    const bodyStart = start + gap.index + gap[0].length;
    const next = bodyStart + Number(length);
    if (next > end) return null;
    this.handlers.onMessage({ ...head, body: bytes.toString("utf8", bodyStart, next) });
    return next;
  }
}

const notRtsp = () => explainFailure(["Invalid data found"]);
