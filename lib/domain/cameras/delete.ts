import type { CameraView } from "@/lib/contracts/cameras";
import type { Tx } from "@/lib/db/client";
import type { Camera } from "@/lib/db/generated/client";
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
  const closed = await ctx.db.$transaction((tx) => removeCamera(tx, ctx, camera));
  for (const session of closed) void tellDevice(ctx, camera.deviceId, "session.close", { session_id: session });
  await syncCameras(ctx, camera.deviceId);
  return toCameraView(camera);
}

/** The rows of it; answers the sessions it closed, which the device is told of after the commit. */
export async function removeCamera(tx: Tx, ctx: Ctx, { id, clubId, name }: Camera): Promise<string[]> {
  await lockCamera(tx, id);
  await tx.camera.update({ where: { id }, data: { deletedAt: ctx.clock.now() } });
  await audit(tx, ctx, "camera.delete", String(id), { clubId, details: { name } });
  const open = await tx.session.findMany({ where: { cameraId: id, status: { not: "closed" } } });
  for (const session of open) await markClosed(tx, ctx, session, "camera removed");
  return open.map((session) => session.id);
}
