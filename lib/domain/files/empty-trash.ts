import { isAppError } from "@/lib/core/errors";
import type { Device, MediaFile } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { removeFromTrash, trashLimit } from "./trash";

/** Between the last moment a file can be taken back and its end, for the clocks of two web programs. */
const GRACE_MS = 60_000;
/** A turn of the cleanup stays short; the next one goes on. */
const AT_ONCE = 100;
type Expired = MediaFile & { device: Device | null };

/**
 * Removes for good what lay in the trash for TRASH_DAYS, never what is protected. The device that made a file forgets it
 * first, or its next full report would bring it back: one that is away is asked again next time. Returns how many.
 */
export async function emptyTrash(ctx: Ctx): Promise<number> {
  const before = new Date(trashLimit(ctx).getTime() - GRACE_MS);
  const expired = await ctx.db.mediaFile.findMany({
    where: { trashedAt: { lt: before }, protected: false },
    include: { device: true },
    orderBy: { trashedAt: "asc" },
    take: AT_ONCE,
  });
  const silent = new Set<string>();
  let removed = 0;
  for (const file of expired) {
    if (!(await forgetOnDevice(ctx, file, silent))) continue;
    await removeFromTrash(ctx, file.id);
    if (await forget(ctx, file)) removed += 1;
  }
  return removed;
}

async function forgetOnDevice(ctx: Ctx, { id, path, device }: Expired, silent: Set<string>): Promise<boolean> {
  if (!device || device.revokedAt) return true;
  if (silent.has(device.id) || !ctx.devices.presence(device.id).online) return false;
  try {
    await ctx.devices.command(device.id, "file.delete", { file_id: id, path });
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "unavailable" || error.code === "device_timeout") silent.add(device.id);
    ctx.log.warn({ device_id: device.id, file_id: id, code: error.code }, "a file in the trash was not removed");
    return false;
  }
}

async function forget(ctx: Ctx, { id, clubId, path, sha256, bytes }: Expired): Promise<boolean> {
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.mediaFile.deleteMany({ where: { id, trashedAt: { not: null }, protected: false } });
    if (count === 0) return false;
    await audit(tx, ctx, "file.remove", id, { clubId, details: { path, sha256, bytes: Number(bytes) } });
    await ctx.notify(tx, { kind: "file", id, clubId, deleted: true });
    return true;
  });
}
