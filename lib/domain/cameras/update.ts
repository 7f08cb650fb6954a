import type { CameraView, UpdateCamera } from "@/lib/contracts/cameras";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import type { Camera } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { findCamera } from "./find";
import { lockCamera } from "./lock";
import { requireCourt, requireDevice, requireRoom } from "./place";
import { type SealedUrl, sealPublishUrl, sealUrl } from "./seal-url";
import { toCameraView } from "./view";

/**
 * Changes a camera. What its picture is made from stays as it is while it is recorded (`conflict`), and its device while
 * sessions are open on it.
 */
export async function updateCamera(ctx: Ctx, id: number, input: UpdateCamera): Promise<CameraView> {
  const camera = await findCamera(ctx, "camera:write", id);
  if (input.court_id != null) await requireCourt(ctx, input.court_id, camera.clubId);
  if (input.device_id !== undefined && input.device_id !== camera.deviceId) {
    await requireDevice(ctx, input.device_id, camera.clubId);
    await requireRoom(ctx, input.device_id);
  }
  const url = await newUrl(ctx, camera, input);
  const published = input.publish_url === undefined ? {} : await sealPublishUrl(ctx, input.publish_url);
  const changed = await ctx.db.$transaction(async (tx) => {
    await refuseWhileUsed(tx, camera, input);
    const { name, source, court_id: courtId, device_id: deviceId, audio, sensors } = input;
    const details = { changed: Object.keys(input) };
    await audit(tx, ctx, "camera.update", String(id), { clubId: camera.clubId, details });
    return tx.camera.update({
      where: { id },
      data: { ...defined({ name, source, courtId, deviceId, audio, sensors }), ...url, ...published },
    });
  });
  for (const deviceId of new Set([camera.deviceId, changed.deviceId])) await syncCameras(ctx, deviceId);
  return toCameraView(changed);
}

/** A new kind of source is checked with the URL there is, and takes none over that does not suit it. */
async function newUrl(
  ctx: Ctx,
  camera: Camera,
  { source = camera.source, url }: UpdateCamera,
): Promise<Partial<SealedUrl>> {
  if (url === undefined && source === camera.source) return {};
  return sealUrl(ctx, source, url ?? (camera.urlSealed === null ? null : ctx.secrets.open(camera.urlSealed)));
}

async function refuseWhileUsed(tx: Tx, camera: Camera, input: UpdateCamera): Promise<void> {
  const isPicture = input.url !== undefined || input.source !== undefined || input.audio !== undefined;
  const isMove = input.device_id !== undefined && input.device_id !== camera.deviceId;
  if (!isPicture && !isMove) return;
  await lockCamera(tx, camera.id);
  if (!isMove) return;
  const open = await tx.session.count({ where: { cameraId: camera.id, status: { not: "closed" } } });
  if (open > 0)
    throw new AppError("conflict", "Sessions are open on this camera. Close them before moving it to another device.");
}

const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
