import type { Server } from "node:http";
import type { Clock } from "@/lib/core/clock";

/** A command to a device may take longer; whoever waits for that gets a broken connection and asks again. */
export const DRAIN_MS = 4_000;

/** Takes no new connection, lets running answers end, then cuts what is left. */
export async function closeHttpServer(server: Server, clock: Clock): Promise<void> {
  if (!server.listening) return;
  const drained = new AbortController();
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      drained.abort();
      resolve();
    }),
  );
  for (let waitedMs = 0; waitedMs < DRAIN_MS && !drained.signal.aborted; waitedMs += 100) {
    // A connection becomes idle when its last answer ended, which may be after close().
    server.closeIdleConnections();
    await clock.sleep(100, drained.signal).catch(() => undefined);
  }
  server.closeAllConnections();
  await closed;
}
