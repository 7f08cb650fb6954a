import type { Ctx } from "../context";
import { readDeviceConfig } from "./config";
import { tellDevice } from "./tell";

/**
 * Tells a device what its sensors are, when it holds something else and no file of its own is in the place of it. Never
 * rejects for a device that is away or does not answer: it is told when it comes online and after its next full report.
 */
export async function syncConfig(ctx: Ctx, deviceId: string): Promise<void> {
  const { online, status } = ctx.devices.presence(deviceId);
  if (!online || status?.config_source === "file") return;
  const device = await ctx.db.device.findUnique({ where: { id: deviceId } });
  const config = device && (await readDeviceConfig(ctx, device));
  if (!config || config.version === status?.config_version) return;
  await tellDevice(ctx, deviceId, "config.set", config);
}
