import type { Ctx } from "../context";
import { deleteFromDevice } from "../files/delete-from-device";
import { syncCameras } from "./sync-cameras";

/** What a device must hear when it comes back. Sessions are brought together by the full report it sends at connect. */
export async function onDeviceOnline(ctx: Ctx, deviceId: string): Promise<void> {
  await syncCameras(ctx, deviceId);
  await deleteFromDevice(ctx, deviceId);
}
