import type { ServerResponse } from "node:http";
import type { Frame, Profile } from "@/lib/contracts/preview";
import { AppError } from "@/lib/core/errors";
import { TsMuxer } from "@/lib/media/ts/muxer";
import type { ServedCamera } from "../services/cameras";
import { begin, type Exchange } from "./answers";

/** A viewer this far behind skips to the next key frame: two seconds of an 8 Mbit/s camera. */
const MAX_BEHIND_BYTES = 2 * 1024 * 1024;
const FIRST_FRAME_WITHIN_MS = 9_000;
const BOUNDARY = "vigieframe";

/** Rejects when there is nothing to stream; else it goes on until the viewer leaves. */
export type Stream = (exchange: Exchange, camera: ServedCamera, profile: Profile) => Promise<void>;

export const onGone = (response: ServerResponse, leave: () => void): void => {
  response.once("close", leave);
  response.on("error", () => undefined);
};

/** A viewer of a camera that was changed asks again, rather than look at a picture that never comes. */
export function endWith(closed: AbortSignal, response: ServerResponse): void {
  const end = () => void response.destroy();
  closed.addEventListener("abort", end, { once: true });
  onGone(response, () => closed.removeEventListener("abort", end));
}

/** The camera's own stream as MPEG-TS, beginning at a key frame. Throws `unprocessable` for a camera that sends JPEGs. */
export const streamTs: Stream = async (exchange, camera) => {
  const { response } = exchange;
  if (camera.config.source === "mjpeg")
    throw new AppError("unprocessable", "This camera sends single pictures: ask for stream.mjpeg.");
  await camera.proxy.waitForFrame(FIRST_FRAME_WITHIN_MS);
  if (response.destroyed) return;
  begin(exchange, 200, { "Content-Type": "video/mp2t" });
  response.flushHeaders();
  const muxer = new TsMuxer({ hasSound: camera.config.audio });
  let isSkipping = true;
  const leave = camera.proxy.consume((chunk) => {
    if (chunk.kind === "jpeg") return;
    if (response.writableLength > MAX_BEHIND_BYTES) isSkipping = true;
    else if (chunk.kind === "video" && chunk.isKey) isSkipping = false;
    if (!isSkipping) response.write(muxer.packets(chunk));
  });
  onGone(response, leave);
};

/** Pictures one after the other; a viewer that has not taken the last one misses the next. */
export const streamMjpeg: Stream = async (exchange, camera, profile) => {
  const { response } = exchange;
  await camera.proxy.waitForFrame(FIRST_FRAME_WITHIN_MS);
  if (response.destroyed) return;
  begin(exchange, 200, { "Content-Type": `multipart/x-mixed-replace; boundary=${BOUNDARY}` });
  response.flushHeaders();
  const leave = camera.preview.watch(profile, (frame) => {
    if (response.writableLength === 0) writeFrame(response, frame);
  });
  onGone(response, leave);
};

function writeFrame(response: ServerResponse, { jpeg }: Frame): void {
  response.cork();
  response.write(`--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.byteLength}\r\n\r\n`);
  response.write(jpeg);
  response.write("\r\n");
  response.uncork();
}
