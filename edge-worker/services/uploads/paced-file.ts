import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Clock } from "@/lib/core/clock";

/** Bytes in a piece, so that a slow pace is no sequence of bursts. */
const PIECES_PER_SECOND = 8;
const SMALLEST_PIECE = 1_024;
const LARGEST_PIECE = 256 * 1_024;

/** `kbps` 0 for as fast as the wire takes it. */
export type Pace = { kbps: number; clock: Clock };

/**
 * A file as tus-js-client reads one: part by part, at a pace. What it opened is closed again with `close`, also when the
 * request that read from it broke off.
 */
export function pacedFile(file: string, size: number, pace: Pace) {
  let open: Readable | null = null;
  const close = () => void open?.destroy();
  return {
    size,
    async slice(start: number, end: number) {
      close();
      const until = Math.min(end, size);
      open = Object.assign(readPaced(file, { start, end: until - 1 }, pace), { size: until - start });
      return { value: open, done: until >= size };
    },
    close,
  };
}

function readPaced(file: string, range: { start: number; end: number }, { kbps, clock }: Pace): Readable {
  if (kbps === 0) return createReadStream(file, { ...range, highWaterMark: LARGEST_PIECE });
  const bytesPerMs = kbps / 8;
  const piece = Math.round((bytesPerMs * 1_000) / PIECES_PER_SECOND);
  const highWaterMark = Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, piece));
  async function* pieces() {
    let dueMs = clock.monotonicMs();
    for await (const bytes of createReadStream(file, { ...range, highWaterMark })) {
      const waitMs = dueMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs);
      dueMs = Math.max(dueMs, clock.monotonicMs()) + (bytes as Buffer).length / bytesPerMs;
      yield bytes;
    }
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark });
}
