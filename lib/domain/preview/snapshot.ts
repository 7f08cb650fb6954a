import type { Frame } from "@/lib/contracts/preview";
import type { Ctx } from "../context";
import { openPreview } from "./open";

/** The newest picture of a session and its age. Throws `camera_unreachable` with the cause when none comes within 3 s. */
export async function takeSnapshot(ctx: Ctx, sessionId: string): Promise<{ frame: Frame; ageMs: number }> {
  const key = await openPreview(ctx, sessionId, "full");
  const frame = await ctx.frames.snapshot(key);
  return { frame, ageMs: Math.round(ctx.frames.ageMs(frame)) };
}
