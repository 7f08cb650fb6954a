import type { DeviceView, UpdateDevice } from "@/lib/contracts/devices";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { checkCameras } from "./config";
import { findDevice } from "./find";
import { readDevice } from "./read";
import { syncCameras } from "./sync-cameras";
import { syncConfig } from "./sync-config";

/**
 * Renames a device, or says what its sensors are; its id stays what it is. A device that is away is told when it is back.
 * Throws `unprocessable` for a sensor of a camera the device does not read, `conflict` while a file on it says what they are.
 */
export async function updateDevice(ctx: Ctx, id: string, { name, config }: UpdateDevice): Promise<DeviceView> {
  const { clubId, name: before } = await findDevice(ctx, id);
  if (config) await refuse(ctx, id, config);
  const isRenamed = name !== undefined && name !== before;
  if (isRenamed || config)
    await ctx.db.$transaction(async (tx) => {
      await tx.device.update({ where: { id }, data: { ...(isRenamed && { name }), ...(config && { config }) } });
      if (isRenamed) await audit(tx, ctx, "device.update", id, { clubId, details: { name, before } });
      if (config) await audit(tx, ctx, "device.configure", id, { clubId, details: config });
      await ctx.notify(tx, { kind: "device", id, clubId });
    });
  if (config) {
    // Its cameras first: a clip needs what they keep in memory from now on.
    await syncCameras(ctx, id);
    await syncConfig(ctx, id);
  }
  return readDevice(ctx, id);
}

async function refuse(ctx: Ctx, id: string, { sensors }: NonNullable<UpdateDevice["config"]>): Promise<void> {
  const { online, status } = ctx.devices.presence(id);
  if (online && status?.config_source === "file")
    throw new AppError("conflict", "A file on this device says what its sensors are. Change them there.", {
      details: { reason: "config_file" },
    });
  await checkCameras(ctx, id, sensors);
}
