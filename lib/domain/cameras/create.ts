import type { CameraView, CreateCamera } from "@/lib/contracts/cameras";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { chooseClub, requireDevice, requireRoom } from "./place";
import { sealPublishUrl, sealUrl } from "./seal-url";
import { toCameraView } from "./view";

/** Adds a camera and gives it to its device, which hears of it later when it is offline now. */
export async function createCamera(ctx: Ctx, input: CreateCamera): Promise<CameraView> {
  const clubId = await chooseClub(ctx, input);
  const device = await requireDevice(ctx, input.device_id, clubId);
  await requireRoom(ctx, device.id);
  const { name, source, audio, sensors } = input;
  const url = {
    ...(await sealUrl(ctx, source, input.url ?? null)),
    ...(await sealPublishUrl(ctx, input.publish_url ?? null)),
  };
  const camera = await ctx.db.$transaction(async (tx) => {
    const row = { clubId, courtId: input.court_id, deviceId: device.id, name, source, audio, sensors, ...url };
    const created = await tx.camera.create({ data: { ...row, createdAt: ctx.clock.now() } });
    await audit(tx, ctx, "camera.create", String(created.id), { clubId, details: { name, source } });
    return created;
  });
  await syncCameras(ctx, device.id);
  return toCameraView(camera);
}
