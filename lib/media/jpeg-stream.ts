import type { Size } from "./jpeg";
import { MjpegParser } from "./mjpeg-parser";
import type { Chunk } from "./ports";

type JpegChunk = Extract<Chunk, { kind: "jpeg" }>;

/** Turns the bytes of an MJPEG camera into chunks, one JPEG each. */
export class JpegStream {
  size: Size | null = null;
  codec: "mjpeg" | null = null;
  private readonly parser: MjpegParser;

  constructor({
    nowMs,
    onChunk,
    onFrame,
  }: { nowMs: () => number; onChunk: (chunk: JpegChunk) => void; onFrame: (timeMs: number) => void }) {
    this.parser = new MjpegParser((jpeg, size) => {
      const atMs = nowMs();
      this.size = size;
      this.codec = "mjpeg";
      onFrame(atMs);
      onChunk({ kind: "jpeg", jpeg, ...size, atMs });
    });
  }

  restart(): void {
    this.parser.reset();
  }

  push(bytes: Buffer): void {
    this.parser.push(bytes);
  }

  /** A JPEG stands by itself: whoever needs it again repeats it. */
  repeatKeyframe(_agoMs?: number): boolean {
    return false;
  }
}
