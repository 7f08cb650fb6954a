import type { FileView, UpdateFile } from "@/lib/contracts/files";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findFile } from "./find";
import { FILE_INCLUDE, toFileView } from "./view";

/** Protects a file from deletion and retention, or no longer. */
export async function protectFile(ctx: Ctx, ref: string, input: UpdateFile): Promise<FileView> {
  const file = await findFile(ctx, "file:protect", ref);
  if (file.protected === input.protected) return toFileView(file);
  const { id, clubId } = file;
  const changed = await ctx.db.$transaction(async (tx) => {
    await audit(tx, ctx, input.protected ? "file.protect" : "file.unprotect", id, { clubId });
    await ctx.notify(tx, { kind: "file", id, clubId, ownerId: file.session?.createdById ?? null });
    return tx.mediaFile.update({ where: { id }, data: { protected: input.protected }, include: FILE_INCLUDE });
  });
  return toFileView(changed);
}
