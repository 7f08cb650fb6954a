import { authorize } from "@/lib/auth/permissions";
import type { Device } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** A device the actor may change: of their own club. One that serves every club is a super admin's. Throws `not_found`. */
export async function findDevice(ctx: Ctx, id: string): Promise<Device> {
  const device = await ctx.db.device.findUnique({ where: { id } });
  authorize(ctx.actor, "device:write", device, "Device");
  return device;
}
