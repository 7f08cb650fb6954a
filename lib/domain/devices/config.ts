import { createHash } from "node:crypto";
import { type DeviceConfig, DeviceSettings, type SensorConfig } from "@/lib/contracts/device-config";
import { AppError } from "@/lib/core/errors";
import type { Device } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** What people set on a device; null until somebody did. */
export const settingsOf = ({ config }: Pick<Device, "config">): DeviceSettings | null =>
  config === null ? null : (DeviceSettings.safeParse(config).data ?? null);

/** As the device is told: without cameras that it does not serve any more. Null until somebody set anything. */
export async function readDeviceConfig(ctx: Ctx, device: Device): Promise<DeviceConfig | null> {
  const settings = settingsOf(device);
  if (!settings) return null;
  const served = await servedIds(ctx, device.id);
  const sensors = settings.sensors.map((sensor) => ({
    ...sensor,
    cameras: sensor.cameras.filter((id) => served.has(id)),
  }));
  const version = createHash("sha256").update(JSON.stringify(sensors)).digest("hex").slice(0, 16);
  return { version, sensors };
}

/** Throws `unprocessable` for a sensor whose camera is not one of this device's. */
export async function checkCameras(ctx: Ctx, deviceId: string, sensors: readonly SensorConfig[]): Promise<void> {
  const served = await servedIds(ctx, deviceId);
  const stray = sensors.find(({ cameras }) => cameras.some((id) => !served.has(id)));
  if (!stray) return;
  const message = `The sensor ${stray.name} names a camera that this device does not read. Choose one of its own.`;
  throw new AppError("unprocessable", message, { details: { reason: "sensor_camera", sensor: stray.name } });
}

/** The cameras that sensors of a device take clips of: they keep their last seconds in memory. */
export const camerasOfSensors = (settings: DeviceSettings | null): Set<number> =>
  new Set(settings?.sensors.flatMap(({ cameras }) => cameras) ?? []);

async function servedIds(ctx: Ctx, deviceId: string): Promise<Set<number>> {
  const served = await ctx.db.camera.findMany({ where: { deviceId, deletedAt: null }, select: { id: true } });
  return new Set(served.map(({ id }) => id));
}
