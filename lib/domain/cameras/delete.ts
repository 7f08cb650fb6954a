import type { CameraView } from "@/lib/contracts/cameras";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { tellDevice } from "../devices/tell";
import { markClosed } from "../sessions/mark-closed";
import { findCamera } from "./find";
import { lockCamera } from "./lock";
import { toCameraView } from "./view";

/** Removes a camera and closes its sessions; its recordings stay. Throws `conflict` while it is being recorded. */
export async function deleteCamera(ctx: Ctx, id: number): Promise<CameraView> {
  const camera = await findCamera(ctx, "camera:write", id);
  const { clubId, deviceId, name } = camera;
  const closed = await ctx.db.$transaction(async (tx) => {
    await lockCamera(tx, id);
    await tx.camera.update({ where: { id }, data: { deletedAt: ctx.clock.now() } });
    await audit(tx, ctx, "camera.delete", String(id), { clubId, details: { name } });
    const open = await tx.session.findMany({ where: { cameraId: id, status: { not: "closed" } } });
    for (const session of open) await markClosed(tx, ctx, session, "camera removed");
    return open;
  });
  for (const session of closed) void tellDevice(ctx, deviceId, "session.close", { session_id: session.id });
  await syncCameras(ctx, deviceId);
  return toCameraView(camera);
}
