import { scopeFilter } from "@/lib/auth/permissions";
import type { ClubDetail } from "@/lib/contracts/clubs";
import type { Ctx } from "../context";
import { afterName, BY_NAME, decodeNameCursor, encodeNameCursor } from "../name-paging";
import { page } from "../paging";
import { CLUB_INCLUDE, toClubDetail } from "./view";

type ListClubs = { limit: number; cursor?: string | undefined };

/** Clubs by name: a club admin's own, every one for a super admin. */
export async function listClubs(
  ctx: Ctx,
  query: ListClubs,
): Promise<{ clubs: ClubDetail[]; next_cursor: string | null }> {
  const { clubId } = scopeFilter(ctx.actor, "club:read");
  const found = await ctx.db.club.findMany({
    where: {
      ...(clubId !== undefined && { id: clubId }),
      ...(query.cursor !== undefined && { AND: [afterName(decodeNameCursor(query.cursor))] }),
    },
    include: CLUB_INCLUDE,
    orderBy: [...BY_NAME],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, encodeNameCursor);
  return { clubs: rows.map(toClubDetail), next_cursor: nextCursor };
}
