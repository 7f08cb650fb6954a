import type { Clock } from "@/lib/core/clock";
import { endWhenRefused } from "./still-allowed";

type Options = { isStillAllowed: () => Promise<boolean>; clock: Clock };

/**
 * The same answer, broken off (not ended: half a video must not look whole) within five seconds of the right to it being
 * lost. Nobody is asked before the first byte is read, nor after the last.
 */
export function cutWhenRefused(answer: Response, options: Options): Response {
  if (!answer.body) return answer;
  const body = cutStreamWhenRefused(answer.body, options);
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** The same of any bytes that pass. */
export function cutStreamWhenRefused(
  stream: ReadableStream<Uint8Array>,
  { isStillAllowed, clock }: Options,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const over = new AbortController();
  let isWatched = false;
  const watch = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    isWatched = true;
    const finish = () => {
      over.abort();
      controller.error(new Error("the right to this file was lost"));
      void reader.cancel().catch(() => undefined);
    };
    void endWhenRefused(isStillAllowed, { signal: over.signal, clock, finish });
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isWatched) watch(controller);
        try {
          const { done, value } = await reader.read();
          if (over.signal.aborted) return;
          if (!done) return controller.enqueue(value);
          over.abort();
          controller.close();
        } catch (error) {
          over.abort();
          throw error;
        }
      },
      async cancel(reason) {
        over.abort();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
