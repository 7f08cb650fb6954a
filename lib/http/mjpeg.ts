import type { Frame } from "@/lib/contracts/preview";
import { type Clock, systemClock } from "@/lib/core/clock";
import { thinTo } from "@/lib/media/thin-frames";
import { endWhenRefused } from "./still-allowed";

const BOUNDARY = "vigie-frame";
const TAIL = Buffer.from("\r\n");

export type MjpegOptions = {
  /** Fires when the viewer is gone or the server ends. */
  signal: AbortSignal;
  /** At most this many frames a second. */
  fps: number;
  /** Asked every few seconds; the stream ends when it answers false. A question that fails (Postgres away) is asked again: nothing can be revoked meanwhile either. */
  isStillAllowed?: () => Promise<boolean>;
  clock?: Clock;
};

/**
 * One viewer's endless multipart body. The latest frame wins: a viewer that falls behind skips frames, and holds at most
 * one beyond what its socket took. The JPEG is the shared buffer of every viewer, never copied.
 */
export function mjpegResponse(
  watch: (onFrame: (frame: Frame) => void) => () => void,
  { signal, fps, isStillAllowed, clock = systemClock }: MjpegOptions,
): Response {
  const ended = new AbortController();
  let waiting: Frame | null = null;

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const isDue = thinTo(fps, clock);
        const unwatch = watch((frame) => {
          if (!isDue()) return;
          // enqueue() never refuses, so the stream is asked first; the newest frame waits for its turn.
          if ((controller.desiredSize ?? 0) > 0) enqueue(controller, frame);
          else waiting = frame;
        });
        const end = () => {
          unwatch();
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
      pull(controller) {
        if (!waiting) return;
        enqueue(controller, waiting);
        waiting = null;
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

function enqueue(controller: ReadableStreamDefaultController<Uint8Array>, { jpeg }: Frame): void {
  controller.enqueue(
    Buffer.from(`--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.byteLength}\r\n\r\n`),
  );
  controller.enqueue(jpeg);
  controller.enqueue(TAIL);
}
