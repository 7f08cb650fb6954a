import type { DeviceView, UpdateDevice } from "@/lib/contracts/devices";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findDevice } from "./find";
import { readDevice } from "./read";

/** Renames a device; its id stays what it is. */
export async function updateDevice(ctx: Ctx, id: string, { name }: UpdateDevice): Promise<DeviceView> {
  const { clubId, name: before } = await findDevice(ctx, id);
  if (name !== undefined && name !== before)
    await ctx.db.$transaction(async (tx) => {
      await tx.device.update({ where: { id }, data: { name } });
      await audit(tx, ctx, "device.update", id, { clubId, details: { name, before } });
      await ctx.notify(tx, { kind: "device", id, clubId });
    });
  return readDevice(ctx, id);
}
