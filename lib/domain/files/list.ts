import { notFound, scopeFilter } from "@/lib/auth/permissions";
import { FileId } from "@/lib/contracts/common";
import type { FileView, ListFiles } from "@/lib/contracts/files";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { afterBy, decodeCursor, encodeCursor, page } from "../paging";
import { trashLimit } from "./trash";
import { FILE_INCLUDE, type FileRow, toFileView } from "./view";

const isFileId = (id: string): boolean => FileId.safeParse(id).success;

/**
 * Files of the actor's club, newest first, or those in its trash, last thrown away first. A super admin sees every
 * club's, or the one asked for; who has only their own sees those.
 */
export async function listFiles(
  ctx: Ctx,
  query: ListFiles,
): Promise<{ files: FileView[]; next_cursor: string | null; trash_days: number }> {
  const { clubId = query.club_id, ownerId } = scopeFilter(ctx.actor, query.trash ? "file:delete" : "file:list");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const along = query.trash ? "trashedAt" : "createdAt";
  const found = await ctx.db.mediaFile.findMany({
    where: {
      AND: [
        query.trash ? { trashedAt: { gt: trashLimit(ctx) } } : { trashedAt: null },
        ...(ownerId === undefined ? [] : [{ session: { createdById: ownerId } }]),
        ...(query.cursor === undefined ? [] : [afterBy(along, decodeCursor(query.cursor, isFileId))]),
      ],
      ...(clubId !== undefined && { clubId }),
      ...filtersOf(query),
    },
    include: FILE_INCLUDE,
    orderBy: [{ [along]: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const at = (row: FileRow) => (query.trash ? row.trashedAt : null) ?? row.createdAt;
  const { rows, nextCursor } = page(found, query.limit, (row) => encodeCursor({ at: at(row), id: row.id }));
  return { files: rows.map(toFileView), next_cursor: nextCursor, trash_days: ctx.settings.trashDays };
}

const filtersOf = ({ terrain_id, created_by, kind, from, to }: ListFiles): Prisma.MediaFileWhereInput => ({
  ...(terrain_id !== undefined && { courtId: terrain_id }),
  ...(created_by !== undefined && { session: { createdById: created_by } }),
  ...(kind !== undefined && { kind }),
  createdAt: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) },
});
