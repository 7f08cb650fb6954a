import type { Ctx } from "../context";
import { syncCameras } from "./sync-cameras";
import { syncConfig } from "./sync-config";

/** What a device must hear when it comes back. Sessions are brought together by the full report it sends at connect. */
export async function onDeviceOnline(ctx: Ctx, deviceId: string): Promise<void> {
  await syncCameras(ctx, deviceId);
  await syncConfig(ctx, deviceId);
}
