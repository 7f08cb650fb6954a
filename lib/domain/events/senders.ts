import type { Ctx } from "../context";

/** Every device that may have something to say. */
export async function listSenders(ctx: Ctx): Promise<string[]> {
  const devices = await ctx.db.device.findMany({ where: { revokedAt: null }, select: { id: true } });
  return devices.map(({ id }) => id);
}
