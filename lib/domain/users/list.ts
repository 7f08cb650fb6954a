import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { ListUsers, PersonView, UserState } from "@/lib/contracts/users";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { afterName, BY_NAME, decodeNameCursor, encodeNameCursor } from "../name-paging";
import { page } from "../paging";
import { PERSON_INCLUDE, toPersonViews } from "./person-view";

const STATES = {
  active: { disabledAt: null, passwordHash: { not: null } },
  invited: { disabledAt: null, passwordHash: null },
  disabled: { disabledAt: { not: null } },
} satisfies Record<UserState, Prisma.UserWhereInput>;

/** People by name: those of the actor's club, everybody for a super admin. */
export async function listUsers(
  ctx: Ctx,
  query: ListUsers,
): Promise<{ users: PersonView[]; next_cursor: string | null }> {
  const { clubId = query.club_id } = scopeFilter(ctx.actor, "user:read");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const found = await ctx.db.user.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      ...(query.role && { role: query.role }),
      ...(query.state && STATES[query.state]),
      AND: [
        query.q?.trim() ? namedLike(query.q.trim()) : {},
        query.cursor !== undefined ? afterName(decodeNameCursor(query.cursor)) : {},
      ],
    },
    include: PERSON_INCLUDE,
    orderBy: [...BY_NAME],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, encodeNameCursor);
  return { users: await toPersonViews(ctx, rows), next_cursor: nextCursor };
}

/** `%` and `_` stand for themselves. */
function namedLike(text: string): Prisma.UserWhereInput {
  const contains = text.replace(/[\\%_]/g, "\\$&");
  return { OR: ["name", "email"].map((field) => ({ [field]: { contains, mode: "insensitive" } })) };
}
