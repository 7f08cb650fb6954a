import type { Writable } from "node:stream";
import type { Size } from "./jpeg";
import type { Chunk } from "./ports";
import { smjpegFrameHeader, smjpegHeader } from "./smjpeg";

/** Hands a camera's chunks to a recorder's stdin, and never more than it takes: what does not fit is dropped, and counted. */
export interface RecorderFeed {
  take(chunk: Chunk): void;
  /** Called once the chunks that were buffered have been taken. */
  begin(): void;
  /** When the first picture of the recording arrived, on the monotonic clock; null before. */
  startedMs(): number | null;
  dropped(): number;
  /** The last words before stdin is closed. */
  end(): void;
}

/** A disk that hangs for half a minute at 8 Mbit/s costs nothing. */
const MAX_BEHIND_BYTES = 32 * 1024 * 1024;
/** A key frame this much further on is too late to wait for: the buffered one is taken, whatever its age. */
const LONG_GOP_MS = 4_000;

/** MPEG-TS as it comes, from the key frame nearest to now. */
export function createTsFeed(stdin: Writable, nowMs: () => number): RecorderFeed {
  let buffered: Extract<Chunk, { kind: "ts" }>[] | null = [];
  let startedMs: number | null = null;
  let isSkipping = true;
  let dropped = 0;

  function write(chunk: Extract<Chunk, { kind: "ts" }>): void {
    if (stdin.writableLength > MAX_BEHIND_BYTES) isSkipping = true;
    else if (chunk.startsWithKeyframe) isSkipping = false;
    if (isSkipping) {
      if (startedMs !== null) dropped++;
      return;
    }
    startedMs ??= chunk.atMs ?? nowMs();
    stdin.write(chunk.packets);
  }

  return {
    take(chunk) {
      if (chunk.kind !== "ts") return;
      if (buffered) buffered.push(chunk);
      else write(chunk);
    },
    begin() {
      const [first] = buffered ?? [];
      const ageMs = nowMs() - (first?.atMs ?? nowMs());
      const gopMs = first?.gopMs ?? null;
      if (gopMs === null || gopMs > LONG_GOP_MS || ageMs <= gopMs / 2) for (const chunk of buffered ?? []) write(chunk);
      buffered = null;
    },
    startedMs: () => startedMs,
    dropped: () => dropped,
    end() {},
  };
}

/** Without a new picture the newest stands, so that the recording goes on and its fragments reach the disk. */
const REPEAT_AFTER_MS = 200;
const MAX_BEHIND_JPEG_BYTES = 4 * 1024 * 1024;

/** JPEGs with the time they came: the encoder makes a fixed rate of them, whatever the camera's, and of its pauses. */
export function createJpegFeed(stdin: Writable, nowMs: () => number, size: Size): RecorderFeed {
  let newest: Buffer | null = null;
  let startedMs: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let dropped = 0;
  stdin.write(smjpegHeader(size));

  function write(jpeg: Buffer, timeMs: number): void {
    newest = jpeg;
    if (stdin.writableLength > MAX_BEHIND_JPEG_BYTES) {
      dropped++;
      return;
    }
    lastMs = Math.max(Math.round(timeMs), lastMs + 1);
    startedMs ??= lastMs;
    stdin.write(smjpegFrameHeader(lastMs, jpeg.length));
    stdin.write(jpeg);
  }
  const repeat = (afterMs: number) => {
    if (newest && nowMs() - lastMs >= afterMs) write(newest, nowMs());
  };
  const timer = setInterval(() => repeat(REPEAT_AFTER_MS), REPEAT_AFTER_MS / 2);

  return {
    take(chunk) {
      if (chunk.kind === "jpeg") write(chunk.jpeg, nowMs());
    },
    begin() {},
    startedMs: () => startedMs,
    dropped: () => dropped,
    end() {
      clearInterval(timer);
      repeat(0);
    },
  };
}
