import type { Ctx } from "../context";
import { tellDevice } from "../devices/tell";

const AT_ONCE = 100;

/**
 * Tells a device of the files that were thrown away here while it holds them. What it confirms is forgotten (`storageId`
 * null); the rest is told again when it comes online. Never rejects for a device that is away.
 */
export async function deleteFromDevice(ctx: Ctx, deviceId: string): Promise<void> {
  const thrownAway = await ctx.db.mediaFile.findMany({
    where: {
      deviceId,
      trashedAt: { not: null },
      AND: [{ storageId: { not: null } }, { storageId: { not: ctx.settings.storageId } }],
    },
    orderBy: { trashedAt: "asc" },
    take: AT_ONCE,
  });
  for (const { id, path } of thrownAway) {
    if (!(await tellDevice(ctx, deviceId, "file.delete", { file_id: id, path }))) return;
    await ctx.db.mediaFile.update({ where: { id }, data: { storageId: null } });
  }
}
