import type { Ctx } from "../context";

/** Whether what this device sends counts no more. Rejects while Postgres is away. */
export async function isRevoked(ctx: Ctx, deviceId: string): Promise<boolean> {
  const device = await ctx.db.device.findUnique({ where: { id: deviceId }, select: { revokedAt: true } });
  return device !== null && device.revokedAt !== null;
}
