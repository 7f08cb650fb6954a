import type { Socket } from "socket.io";
import type { Profile } from "@/lib/contracts/preview";
import type { ClientEvents, ServerEvents } from "@/lib/contracts/sockets";
import { isAppError } from "@/lib/core/errors";
import type { FrameOutlet } from "./frame-sender";

/** As the server sends them: what a browser receives as an ArrayBuffer leaves here as the shared bytes. */
export type SentEvents = Omit<ServerEvents, "frame"> & {
  frame: (cameraId: number, profile: Profile, frame: Uint8Array) => void;
};
export type VigieSocket = Socket<ClientEvents, SentEvents>;

/** What a client is told of a failure; the text of a bug stays in the log. */
export const toSocketError = (error: unknown): { code: string; message: string } =>
  isAppError(error)
    ? { code: error.code, message: error.message }
    : { code: "internal", message: "Something went wrong on the server." };

/**
 * Frames of one socket, straight to its connection and through no room. `onFlushed` calls back whenever the connection
 * has handed everything to the network; a connection that moves from polling to WebSocket is followed.
 */
export function engineOutlet(
  socket: VigieSocket,
): FrameOutlet & { onFlushed(callback: () => void): void; close(): void } {
  const { conn } = socket;
  let transport = conn.transport;
  let wake = () => {};
  const handleReady = () => wake();
  const follow = () => {
    transport.off("ready", handleReady);
    transport = conn.transport;
    transport.on("ready", handleReady);
    wake();
  };
  // The connection's own "ready" listener is older and flushes its queue first, so `writable` below means empty.
  transport.on("ready", handleReady);
  conn.on("upgrade", follow);
  return {
    isFlushed: () => conn.readyState === "open" && conn.transport.writable,
    send: (cameraId, profile, bytes) => void socket.emit("frame", cameraId, profile, bytes),
    fail: (cameraId, error) => void socket.emit("frames:error", cameraId, toSocketError(error)),
    onFlushed(callback) {
      wake = callback;
    },
    close() {
      wake = () => {};
      transport.off("ready", handleReady);
      conn.off("upgrade", follow);
    },
  };
}
