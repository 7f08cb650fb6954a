import type { FileView } from "@/lib/contracts/files";
import type { Ctx } from "../context";
import { FILE_INCLUDE, toFileView } from "../files/view";

/** A file that changed. Null when it is gone. */
export async function loadFileNotice(ctx: Ctx, id: string): Promise<FileView | null> {
  const row = await ctx.db.mediaFile.findUnique({ where: { id }, include: FILE_INCLUDE });
  return row && toFileView(row);
}
