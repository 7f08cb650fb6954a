import { notFound } from "@/lib/auth/permissions";
import type { FileView } from "@/lib/contracts/files";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findTrashed } from "./find";
import { placeAfterCommit, trashLimit } from "./trash";
import { FILE_INCLUDE, type FileRow, toFileView } from "./view";

/**
 * Takes a file back out of the trash, to where it was. Throws `not_found` when it is not there or its time is over, and
 * `conflict` when its device removed it already.
 */
export async function restoreFile(ctx: Ctx, ref: string): Promise<FileView> {
  const file = await findTrashed(ctx, "file:delete", ref);
  if (file.trashedFrom === "missing")
    throw new AppError("conflict", "This video was removed on its device and cannot be taken back.");
  const restored = await takeBack(ctx, file);
  await placeAfterCommit(ctx, restored);
  return toFileView(restored);
}

/** The update's own condition decides between two at once, and against the emptying of the trash. */
async function takeBack(ctx: Ctx, { id, clubId, path, session, storageId, trashedFrom }: FileRow): Promise<FileRow> {
  const location = trashedFrom ?? (storageId === ctx.settings.storageId ? "web" : "device");
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.mediaFile.updateMany({
      where: { id, trashedAt: { gt: trashLimit(ctx) } },
      data: { trashedAt: null, trashedById: null, trashedFrom: null, location },
    });
    if (count === 0) throw notFound("Video");
    await audit(tx, ctx, "file.restore", id, { clubId, details: { path } });
    await ctx.notify(tx, { kind: "file", id, clubId, ownerId: session?.createdById ?? null });
    return tx.mediaFile.findUniqueOrThrow({ where: { id }, include: FILE_INCLUDE });
  });
}
