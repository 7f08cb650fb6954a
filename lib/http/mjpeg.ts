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
 * one beyond what its socket took. Its bytes are one buffer for all viewers.
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
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(partOf(frame));
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
        controller.enqueue(partOf(waiting));
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

/** What was made for the first viewer of a picture is there for the others. */
const parts = new WeakMap<Frame, Buffer>();

/** One piece, because each one is a write of its own for each viewer, which costs more than the picture's bytes do. */
function partOf(frame: Frame): Buffer {
  const known = parts.get(frame);
  if (known) return known;
  const { jpeg } = frame;
  const header = `--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.byteLength}\r\n\r\n`;
  const part = Buffer.concat([Buffer.from(header), jpeg, TAIL]);
  parts.set(frame, part);
  return part;
}
