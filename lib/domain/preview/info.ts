import type { PreviewInfo } from "@/lib/contracts/preview";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";

/** Size, rate, viewers and age of a session's picture: what this web saw itself, else what the device said last. */
export async function readPreviewInfo(ctx: Ctx, sessionId: string): Promise<PreviewInfo> {
  const { cameraId, deviceId } = await findSession(ctx, "preview:watch", sessionId);
  const frame = ctx.frames.newest(cameraId);
  const report = ctx.devices.presence(deviceId).status?.cameras.find((camera) => camera.id === cameraId);
  return {
    width: report?.width ?? frame?.width ?? null,
    height: report?.height ?? frame?.height ?? null,
    fps: report?.fps ?? null,
    viewers: ctx.frames.viewers(cameraId) + ctx.live.viewers(cameraId),
    frame_age_ms: frame ? Math.round(ctx.frames.ageMs(frame)) : (report?.frame_age_ms ?? null),
    codec: report?.codec ?? null,
    bitrate: report?.bitrate ?? null,
  };
}
