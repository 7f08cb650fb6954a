import { authorize } from "@/lib/auth/permissions";
import type { Profile } from "@/lib/contracts/preview";
import { AppError } from "@/lib/core/errors";
import type { FrameKey } from "@/lib/media/frames";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { touchSession } from "../sessions/touch";

/** Where the live pictures of a session come from. Watching counts as use of it. Throws `conflict` when it is closed. */
export async function openPreview(ctx: Ctx, sessionId: string, profile: Profile): Promise<FrameKey> {
  const session = await findSession(ctx, "preview:watch", sessionId);
  if (session.status === "closed")
    throw new AppError("conflict", "This session is closed. Open a new one to see its camera.");
  await touchSession(ctx, session);
  return { deviceId: session.deviceId, cameraId: session.cameraId, profile };
}

/** Where the live pictures of a camera come from, without a session. */
export async function openCameraPreview(ctx: Ctx, cameraId: number, profile: Profile): Promise<FrameKey> {
  const camera = await ctx.db.camera.findFirst({ where: { id: cameraId, deletedAt: null } });
  authorize(ctx.actor, "camera:watch", camera, "Camera");
  return { deviceId: camera.deviceId, cameraId, profile };
}
