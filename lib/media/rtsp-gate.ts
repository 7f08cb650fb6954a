import { once } from "node:events";
import { createServer, isIP, connect as openTcp, type Socket } from "node:net";
import { connect as openTls } from "node:tls";
import type { CameraEndpoint } from "@/lib/core/camera-url";
import { type CameraFailure, explainFailure, redirected } from "./failure";
import { RedirectWatch } from "./redirect-watch";

/** A camera on a network answers in milliseconds. */
const CONNECT_MS = 3_000;

export type RtspGate = {
  /** On 127.0.0.1, for one connection. */
  port: number;
  /** Why the gate was shut; null while it is open. */
  problem(): CameraFailure | null;
  close(): void;
};

/**
 * The only way from ffmpeg to an RTSP camera: a port of this machine, joined to the one address that was checked. ffmpeg
 * looks no name up (which could change its mind), speaks no TLS, and never hears an answer that would send it elsewhere:
 * it follows RTSP redirects wherever they point, and has no option against it. Throws a `CameraFailure` when no address
 * answers within 3 s.
 */
export async function openRtspGate(
  endpoint: CameraEndpoint,
  addresses: readonly string[],
  stop: AbortSignal,
): Promise<RtspGate> {
  const camera = await reach(endpoint, addresses, stop);
  let problem: CameraFailure | null = null;
  let client: Socket | null = null;
  const server = createServer((socket) => {
    server.close(); // one reader, and nobody else finds the door open
    client = socket;
    if (camera.destroyed) return void socket.destroy();
    join(socket, camera, () => {
      problem = redirected();
    });
  });
  const close = () => {
    stop.removeEventListener("abort", close);
    server.close();
    camera.destroy();
    client?.destroy();
  };
  stop.addEventListener("abort", close);
  camera.once("close", () => client?.end());
  camera.on("error", () => {}); // told by its end
  server.listen(0, "127.0.0.1");
  await once(server, "listening").catch((error: unknown) => {
    close();
    throw error;
  });
  const { port } = server.address() as { port: number };
  return { port, problem: () => problem, close };
}

/** Bytes both ways, as fast as the slower side takes them, until either ends or the camera sends us elsewhere. */
function join(client: Socket, camera: Socket, onRedirect: () => void): void {
  const watch = new RedirectWatch();
  client.on("error", () => {});
  client.on("data", (bytes: Buffer) => {
    watch.asked(bytes);
    camera.write(bytes);
  });
  camera.on("data", (bytes: Buffer) => {
    if (watch.answered(bytes)) {
      onRedirect();
      camera.destroy();
      client.destroy();
    } else if (!client.write(bytes)) camera.pause();
  });
  client.on("drain", () => camera.resume());
  client.once("close", () => camera.destroy());
  camera.setNoDelay(true);
  client.setNoDelay(true);
}

/** Tries one address after the other; the failure is the last one's. */
async function reach(endpoint: CameraEndpoint, addresses: readonly string[], stop: AbortSignal): Promise<Socket> {
  let failure = "";
  for (const address of addresses) {
    if (stop.aborted) break;
    try {
      return await connectTo(endpoint, address, stop);
    } catch (error) {
      failure = error instanceof Error && "code" in error ? `${error.code} ${error.message}` : String(error);
    }
  }
  throw explainFailure([failure]);
}

/** Cameras sign their own certificates, so TLS hides the picture from others but names nobody. */
async function connectTo({ scheme, host, port }: CameraEndpoint, address: string, stop: AbortSignal): Promise<Socket> {
  const isTls = scheme === "rtsps";
  const servername = isIP(host) === 0 ? host : "";
  const socket = isTls
    ? openTls({ host: address, port, servername, rejectUnauthorized: false })
    : openTcp({ host: address, port });
  const timer = setTimeout(() => socket.destroy(new Error("ETIMEDOUT: no answer")), CONNECT_MS);
  try {
    await once(socket, isTls ? "secureConnect" : "connect", { signal: stop });
    return socket;
  } catch (error) {
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
