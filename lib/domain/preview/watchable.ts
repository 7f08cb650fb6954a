import { can, scopeFilter } from "@/lib/auth/permissions";
import type { Ctx } from "../context";

/**
 * The device of each of these cameras whose live picture the actor may see: staff the cameras of their club, a player
 * those of their own active sessions. Throws `forbidden` for whoever never sees one.
 */
export async function watchableCameras(ctx: Ctx, cameraIds: readonly number[]): Promise<Map<number, string>> {
  const wanted = { in: [...cameraIds] };
  if (can(ctx.actor, "camera:watch")) {
    const { clubId } = scopeFilter(ctx.actor, "camera:watch");
    const cameras = await ctx.db.camera.findMany({
      where: { id: wanted, deletedAt: null, ...(clubId !== undefined && { clubId }) },
      select: { id: true, deviceId: true },
    });
    return new Map(cameras.map((camera) => [camera.id, camera.deviceId]));
  }
  const { clubId, ownerId } = scopeFilter(ctx.actor, "preview:watch");
  const sessions = await ctx.db.session.findMany({
    where: {
      cameraId: wanted,
      status: "active",
      ...(clubId !== undefined && { clubId }),
      ...(ownerId !== undefined && { createdById: ownerId }),
    },
    select: { cameraId: true, deviceId: true },
  });
  return new Map(sessions.map((session) => [session.cameraId, session.deviceId]));
}
