import { authorize } from "@/lib/auth/permissions";
import type { CameraSource } from "@/lib/contracts/cameras";
import type { Profile } from "@/lib/contracts/preview";
import { AppError } from "@/lib/core/errors";
import type { FrameKey } from "@/lib/media/frames";
import type { LiveKey } from "@/lib/media/live/hub";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { touchSession } from "../sessions/touch";

/** Where the live pictures of a session come from. Watching counts as use of it. Throws `conflict` when it is closed. */
export async function openPreview(ctx: Ctx, sessionId: string, profile: Profile): Promise<FrameKey> {
  const { deviceId, cameraId } = await openSession(ctx, sessionId);
  return { deviceId, cameraId, profile };
}

/** Where the live pictures of a camera come from, without a session. */
export async function openCameraPreview(ctx: Ctx, cameraId: number, profile: Profile): Promise<FrameKey> {
  const { deviceId } = await findWatched(ctx, cameraId);
  return { deviceId, cameraId, profile };
}

/** Where the camera's own stream of a session comes from. Throws `conflict` when it is closed, `unprocessable` when the camera has none. */
export async function openLive(ctx: Ctx, sessionId: string): Promise<LiveKey> {
  const { deviceId, cameraId, camera } = await openSession(ctx, sessionId);
  requireStream(camera);
  return { deviceId, cameraId, profile: "hls" };
}

/** Where a camera's own stream comes from, without a session. Throws `unprocessable` when it has none. */
export async function openCameraLive(ctx: Ctx, cameraId: number): Promise<LiveKey> {
  const camera = await findWatched(ctx, cameraId);
  requireStream(camera);
  return { deviceId: camera.deviceId, cameraId, profile: "hls" };
}

async function openSession(ctx: Ctx, sessionId: string) {
  const session = await findSession(ctx, "preview:watch", sessionId);
  if (session.status === "closed")
    throw new AppError("conflict", "This session is closed. Open a new one to see its camera.");
  await touchSession(ctx, session);
  return session;
}

async function findWatched(ctx: Ctx, cameraId: number) {
  // Not `findFirst`: who shares a round is looked up with one question (lib/core/rounds.ts).
  const row = await ctx.db.camera.findUnique({ where: { id: cameraId } });
  const camera = row?.deletedAt === null ? row : null;
  authorize(ctx.actor, "camera:watch", camera, "Camera");
  return camera;
}

function requireStream({ source }: { source: CameraSource }): void {
  if (source === "mjpeg")
    throw new AppError("unprocessable", "This camera sends single pictures: there is no HLS of it. Watch it as MJPEG.");
}
