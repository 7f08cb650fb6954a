import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Past the streams between a route and its connection, once the answer's head has gone out: they cost several times what
 * the kernel takes for a picture (docs/benchmarks.md). Nothing may be compressed on the way.
 */
export class DirectWay {
  private listening: { socket: Socket; resume: () => void } | null = null;

  constructor(private readonly answer: ServerResponse) {}

  /** Whether the head has gone out and the connection is still this answer's. */
  isOpen(): boolean {
    return this.answer.headersSent && this.answer.socket !== null;
  }

  /** `chunk` is `part` as HTTP/1.1 frames it. False, and nothing taken, while the connection still holds earlier bytes. */
  write(part: Buffer, chunk: Buffer): boolean {
    const { socket, writableLength, chunkedEncoding } = this.answer;
    if (!socket || writableLength > 0 || socket.writableLength > 0) return false;
    socket.write(chunkedEncoding ? chunk : part);
    return true;
  }

  /** Calls `resume` whenever the connection has sent what it held. */
  onDrain(resume: () => void): void {
    const { socket } = this.answer;
    if (!socket) return;
    this.listening = { socket, resume };
    socket.on("drain", resume);
  }

  leave(): void {
    const { listening } = this;
    listening?.socket.off("drain", listening.resume);
  }
}
