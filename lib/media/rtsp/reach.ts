import { once } from "node:events";
import { isIP, connect as openTcp, type Socket } from "node:net";
import { connect as openTls } from "node:tls";
import type { CameraEndpoint } from "@/lib/core/camera-url";
import { explainFailure } from "../failure";

/** A camera on a network answers in milliseconds. */
const CONNECT_MS = 3_000;
const READ_BYTES = 64 * 1024;

/** What arrives: the first `count` bytes, which are overwritten by the next read. */
export type OnRead = (bytes: Buffer, count: number) => void;

/**
 * Connects to a camera, at the addresses that were checked and at no other: one after the other, the failure is the last
 * one's. Throws a `CameraFailure` when none answers within 3 s.
 */
export async function reach(
  endpoint: CameraEndpoint,
  addresses: readonly string[],
  stop: AbortSignal,
  onRead: OnRead,
): Promise<Socket> {
  let failure = "";
  for (const address of addresses) {
    if (stop.aborted) break;
    try {
      return await connectTo(endpoint, address, stop, onRead);
    } catch (error) {
      failure = describeError(error);
    }
  }
  throw explainFailure([failure]);
}

export const describeError = (error: unknown): string =>
  error instanceof Error && "code" in error ? `${error.code} ${error.message}` : String(error);

/** Cameras sign their own certificates, so TLS hides the picture from others but names nobody. */
async function connectTo(
  { scheme, host, port }: CameraEndpoint,
  address: string,
  stop: AbortSignal,
  onRead: OnRead,
): Promise<Socket> {
  const isTls = scheme === "rtsps";
  // One buffer for all reads: by default each of them gets a fresh one of this size.
  const onread = {
    buffer: Buffer.allocUnsafeSlow(READ_BYTES),
    callback(count: number, bytes: Uint8Array) {
      onRead(bytes as Buffer, count);
      return true;
    },
  };
  const socket = isTls
    ? openTls({
        host: address,
        port,
        servername: isIP(host) === 0 ? host : "",
        rejectUnauthorized: false,
        onread,
      } as never)
    : openTcp({ host: address, port, onread });
  const timer = setTimeout(() => socket.destroy(new Error("ETIMEDOUT: no answer")), CONNECT_MS);
  try {
    await once(socket, isTls ? "secureConnect" : "connect", { signal: stop });
    return socket.setNoDelay(true);
  } catch (error) {
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
