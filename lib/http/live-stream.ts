import type { Frame } from "@/lib/contracts/preview";
import { systemClock } from "@/lib/core/clock";
import type { Ctx } from "@/lib/domain/context";
import type { FrameKey } from "@/lib/media/frames";
import { runtime } from "@/lib/server/runtime";
import { mjpegResponse } from "./mjpeg";
import { credentialsOf, Recent } from "./recent";
import { isStillAllowed } from "./still-allowed";

/** `firstFrameMs`: how long the first picture may take. A camera that opens cold needs up to ten seconds. */
type LiveStream = { ctx: Ctx; request: Request; fps: number; firstFrameMs: number };

/** With the time between two questions it stays below the five seconds a lost right may last (R17). */
const SHARED_MS = 1_000;
const rights = new Recent<boolean>(systemClock, SHARED_MS);

/**
 * Live pictures for one viewer, until the viewer leaves, the server ends or the right to look is gone (a closed session,
 * a revoked login, another club). Answers an error instead of a stream when no first picture comes.
 */
export async function liveStream(
  { ctx, request, fps, firstFrameMs }: LiveStream,
  open: (asker: Ctx) => Promise<FrameKey>,
): Promise<Response> {
  const key = await open(ctx);
  await ctx.frames.snapshot(key, { waitMs: firstFrameMs });
  const watch = (onFrame: (frame: Frame) => void) => {
    const watching = ctx.frames.watch(key, onFrame);
    return () => watching.stop();
  };
  const signal = AbortSignal.any([request.signal, runtime().closing]);
  // One login looks at an address with many tiles, tabs and walls: what holds for one of them holds for all.
  const login = JSON.stringify([credentialsOf(request), new URL(request.url).pathname]);
  return mjpegResponse(watch, {
    signal,
    fps,
    answer: runtime().currentAnswer(),
    clock: ctx.clock,
    isStillAllowed: () => rights.get(login, () => isStillAllowed(ctx, request, open)),
  });
}
