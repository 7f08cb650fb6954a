import { authorize } from "@/lib/auth/permissions";
import type { CreateSession } from "@/lib/contracts/sessions";
import { AppError } from "@/lib/core/errors";
import type { Camera } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** The camera a session opens: the named one, or the first of the court. Throws `not_found`, or `conflict` for a court without one. */
export async function chooseCamera(ctx: Ctx, input: CreateSession): Promise<Camera> {
  return input.camera_id === undefined ? cameraOfCourt(ctx, input.terrain_id ?? 0) : cameraById(ctx, input.camera_id);
}

async function cameraById(ctx: Ctx, id: number): Promise<Camera> {
  const camera = await ctx.db.camera.findFirst({ where: { id, deletedAt: null } });
  authorize(ctx.actor, "session:create", camera, "Camera");
  return camera;
}

async function cameraOfCourt(ctx: Ctx, id: number): Promise<Camera> {
  const court = await ctx.db.court.findFirst({
    where: { id, deletedAt: null },
    include: { cameras: { where: { deletedAt: null }, orderBy: { id: "asc" }, take: 1 } },
  });
  authorize(ctx.actor, "session:create", court, "Court");
  const [camera] = court.cameras;
  if (!camera) throw new AppError("conflict", `${court.name} has no camera yet. An administrator can add one to it.`);
  return camera;
}
