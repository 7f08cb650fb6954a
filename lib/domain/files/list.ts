import { notFound, scopeFilter } from "@/lib/auth/permissions";
import { FileId } from "@/lib/contracts/common";
import type { FileView, ListFiles } from "@/lib/contracts/files";
import type { Ctx } from "../context";
import { after, decodeCursor, encodeCursor, page } from "../paging";
import { FILE_INCLUDE, toFileView } from "./view";

const isFileId = (id: string): boolean => FileId.safeParse(id).success;

/** Files of the actor's club, newest first, never those in the trash. A super admin sees every club's, or the one asked for. */
export async function listFiles(
  ctx: Ctx,
  query: ListFiles,
): Promise<{ files: FileView[]; next_cursor: string | null }> {
  const { clubId = query.club_id, ownerId } = scopeFilter(ctx.actor, "file:list");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const found = await ctx.db.mediaFile.findMany({
    where: {
      trashedAt: null,
      ...(clubId !== undefined && { clubId }),
      ...(ownerId !== undefined && { session: { createdById: ownerId } }),
      ...(query.terrain_id !== undefined && { courtId: query.terrain_id }),
      ...(query.kind !== undefined && { kind: query.kind }),
      createdAt: { ...(query.from && { gte: new Date(query.from) }), ...(query.to && { lt: new Date(query.to) }) },
      ...(query.cursor !== undefined && { AND: after(decodeCursor(query.cursor, isFileId)) }),
    },
    include: FILE_INCLUDE,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, (row) => encodeCursor({ at: row.createdAt, id: row.id }));
  return { files: rows.map(toFileView), next_cursor: nextCursor };
}
