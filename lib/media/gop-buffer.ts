import type { Chunk } from "./ports";

/** Ten seconds of a camera that sends 12 Mbit/s; more is a camera without key frames. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What was sent since the last key frame, so that whoever joins has a picture at once. Empty when that is too much. */
export class GopBuffer {
  private chunks: Chunk[] = [];
  private bytes = 0;

  add(chunk: Chunk): void {
    if (chunk.kind === "jpeg") {
      this.chunks = [chunk];
      return;
    }
    if (chunk.kind === "video" && chunk.isKey) this.clear();
    else if (this.chunks.length === 0) return;
    this.chunks.push(chunk);
    this.bytes += chunk.data.length;
    if (this.bytes > MAX_BYTES) this.clear();
  }

  /** In the order they came; begins with a key frame. */
  read(): readonly Chunk[] {
    return this.chunks;
  }

  clear(): void {
    this.chunks = [];
    this.bytes = 0;
  }
}
