import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "@/lib/core/clock";

/** A command to a device may take longer; whoever waits for that gets a broken connection and asks again. */
export const DRAIN_MS = 4_000;
const LOOK_MS = 50;

/**
 * How to close `server`: it takes no new connection, lets running answers end for a while, then cuts what is left. Call
 * it before the server listens. Node's own closeIdleConnections spares a connection that never asked anything, and
 * browsers open some in advance.
 */
export function closerOf(server: Server, clock: Clock): () => Promise<void> {
  const answering = new Map<Socket, number>();
  const count = (socket: Socket, change: number) => {
    if (answering.has(socket)) answering.set(socket, answering.get(socket)! + change);
  };
  server.on("connection", (socket: Socket) => {
    answering.set(socket, 0);
    socket.once("close", () => answering.delete(socket));
  });
  server.on("request", ({ socket }, res) => {
    count(socket, 1);
    res.once("close", () => count(socket, -1));
  });

  return async () => {
    if (!server.listening) return;
    const drained = new AbortController();
    server.close(() => drained.abort());
    for (let waitedMs = 0; waitedMs < DRAIN_MS && !drained.signal.aborted; waitedMs += LOOK_MS) {
      for (const [socket, answers] of answering) if (answers === 0) socket.destroySoon();
      await clock.sleep(LOOK_MS, drained.signal).catch(() => undefined);
    }
    for (const socket of answering.keys()) socket.destroy();
  };
}
