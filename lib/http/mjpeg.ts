import type { ServerResponse } from "node:http";
import type { Frame } from "@/lib/contracts/preview";
import { type Clock, systemClock } from "@/lib/core/clock";
import { thinTo } from "@/lib/media/thin-frames";
import { DirectWay } from "./direct-way";
import { endWhenRefused } from "./still-allowed";

const BOUNDARY = "vigie-frame";

export type MjpegOptions = {
  /** Fires when the viewer is gone or the server ends. */
  signal: AbortSignal;
  /** At most this many frames a second. */
  fps: number;
  /** What the response becomes on the network, where that is known: pictures after the first then take the short way. */
  answer?: ServerResponse | undefined;
  /** Asked every few seconds; the stream ends when it answers false. A question that fails (Postgres away) is asked again: nothing can be revoked meanwhile either. */
  isStillAllowed?: () => Promise<boolean>;
  clock?: Clock;
};

/**
 * One viewer's endless multipart body. The latest frame wins: a viewer that falls behind skips frames, and holds at most
 * one beyond what its socket took. Its bytes are one buffer for all viewers.
 */
export function mjpegResponse(
  watch: (onFrame: (frame: Frame) => void) => () => void,
  { signal, fps, answer, isStillAllowed, clock = systemClock }: MjpegOptions,
): Response {
  const ended = new AbortController();
  const direct = answer && new DirectWay(answer);
  let waiting: Frame | null = null;
  let offer: (frame: Frame) => void;
  const offerWaiting = () => waiting && offer(waiting);

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        offer = (frame) => {
          const { part, chunk } = piecesOf(frame);
          if (direct?.isOpen()) waiting = direct.write(part, chunk) ? null : frame;
          // enqueue() never refuses, so the stream is asked first; the newest frame waits for its turn.
          else if ((controller.desiredSize ?? 0) <= 0) waiting = frame;
          else {
            controller.enqueue(part);
            waiting = null;
          }
        };
        const isDue = thinTo(fps, clock);
        const unwatch = watch((frame) => {
          if (isDue()) offer(frame);
        });
        direct?.onDrain(offerWaiting);
        const end = () => {
          unwatch();
          direct?.leave();
          signal.removeEventListener("abort", finish);
        };
        const finish = () => {
          if (ended.signal.aborted) return;
          ended.abort();
          controller.close();
        };
        ended.signal.addEventListener("abort", end, { once: true });
        signal.addEventListener("abort", finish, { once: true });
        if (signal.aborted) finish();
        else if (isStillAllowed) void endWhenRefused(isStillAllowed, { signal: ended.signal, clock, finish });
      },
      pull() {
        offerWaiting();
      },
      cancel() {
        ended.abort();
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": `multipart/x-mixed-replace; boundary=${BOUNDARY}`,
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** A picture as a part of the multipart body, and that part as a chunk of an HTTP/1.1 answer: the same bytes. */
type Pieces = { part: Buffer; chunk: Buffer };

/** What was made for the first viewer of a picture is there for the others. */
const pieces = new WeakMap<Frame, Pieces>();

/** One piece, because each one is a write of its own for each viewer, which costs more than the picture's bytes do. */
function piecesOf(frame: Frame): Pieces {
  const known = pieces.get(frame);
  if (known) return known;
  const { jpeg } = frame;
  const header = `--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.byteLength}\r\n\r\n`;
  const bytes = header.length + jpeg.byteLength + 2;
  const size = `${bytes.toString(16)}\r\n`;
  const chunk = Buffer.concat([Buffer.from(size + header), jpeg, Buffer.from("\r\n\r\n")]);
  const made = { chunk, part: chunk.subarray(size.length, size.length + bytes) };
  pieces.set(frame, made);
  return made;
}
