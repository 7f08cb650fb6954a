import { assertAllowedAddress, type CameraPolicy, checkCameraUrl, parseCameraUrl } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import type { Chunk } from "../../ports";
import { RtspConnection } from "../connection";
import { requestUrl } from "../control-url";
import { RtspSession } from "../session";
import { controlOf, describeStreams, type Formats } from "./description";
import { sendChunks } from "./send-chunks";

/** It is asked every 1.5 s, so three answers are missing. */
const LIMITS = { silenceMs: 4_500, unsentBytes: 2 * 1024 * 1024 };
const AUDIO_CHANNEL = 2;

export type PublishOptions = {
  url: string;
  policy: CameraPolicy;
  clock: Clock;
  formats: Formats;
  /** Gives what the camera sends from now on; answers how to end it. */
  consume(onChunk: (chunk: Chunk) => void): () => void;
  stop: AbortSignal;
  /** The server took our streams. */
  onConnected(): void;
  /** The server said something. */
  onHeard(): void;
};

/**
 * One connection to a server that takes streams: offers ours and sends them, from the next key frame on, until the
 * connection ends (rejects with a `CameraFailure`), the camera's format changes (resolves) or `stop` fires (resolves).
 * Never waits for the server: what finds no room is left out up to the next key frame.
 */
export async function publishOnce(options: PublishOptions): Promise<void> {
  const { url, policy, formats, stop } = options;
  checkCameraUrl("rtsp", url, policy);
  const endpoint = parseCameraUrl(url);
  const addresses = await assertAllowedAddress(endpoint.host, { ...endpoint, ...policy });
  if (stop.aborted) return;
  const handlers = { onPacket: () => {}, onBytes: options.onHeard };
  let connection: RtspConnection | null = null;
  let session: RtspSession | null = null;
  let unconsume = () => {};
  try {
    connection = await RtspConnection.open(endpoint, addresses, stop, handlers, LIMITS);
    session = new RtspSession(connection, requestUrl(endpoint));
    await session.announce(describeStreams(formats, endpoint.host));
    const channels = [await session.setUp({ control: controlOf(0) }, 0, "record")];
    if (formats.audio) channels.push(await session.setUp({ control: controlOf(1) }, AUDIO_CHANNEL, "record"));
    await session.record();
    options.onConnected();
    const isOver = new Promise<void>((resolve) => {
      unconsume = options.consume(sendChunks(connection!, channels, options, resolve));
    });
    await Promise.race([connection.ended, isOver]);
    await session.tearDown();
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    unconsume();
    session?.forget();
    if (stop.aborted) await session?.tearDown();
    await connection?.close();
  }
}
