import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { FilePerson } from "@/lib/contracts/files";
import type { Ctx } from "../context";

/** Whose videos the actor may see, by name. */
export async function listFilePeople(
  ctx: Ctx,
  query: { club_id?: number | undefined },
): Promise<{ people: FilePerson[] }> {
  const { clubId = query.club_id, ownerId } = scopeFilter(ctx.actor, "file:list");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const people = await ctx.db.user.findMany({
    where: {
      ...(ownerId !== undefined && { id: ownerId }),
      sessions: { some: { files: { some: { trashedAt: null, ...(clubId !== undefined && { clubId }) } } } },
    },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return { people };
}
