import { authorize, type Permission } from "@/lib/auth/permissions";
import type { Camera } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** A camera the actor may do this to. Throws `not_found` for an absent, a removed and another club's alike. */
export async function findCamera(ctx: Ctx, permission: Permission, id: number): Promise<Camera> {
  const camera = await ctx.db.camera.findFirst({ where: { id, deletedAt: null } });
  authorize(ctx.actor, permission, camera, "Camera");
  return camera;
}
