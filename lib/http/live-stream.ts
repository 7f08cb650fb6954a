import type { Frame } from "@/lib/contracts/preview";
import type { Ctx } from "@/lib/domain/context";
import type { FrameKey } from "@/lib/media/frames";
import { runtime } from "@/lib/server/runtime";
import { mjpegResponse } from "./mjpeg";
import { isStillAllowed } from "./still-allowed";

/** `firstFrameMs`: how long the first picture may take. A camera that opens cold needs up to ten seconds. */
type LiveStream = { ctx: Ctx; request: Request; fps: number; firstFrameMs: number };

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
  return mjpegResponse(watch, {
    signal,
    fps,
    clock: ctx.clock,
    isStillAllowed: () => isStillAllowed(ctx, request, open),
  });
}
