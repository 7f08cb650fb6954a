import { scopeFilter } from "@/lib/auth/permissions";
import { SessionId } from "@/lib/contracts/common";
import type { SessionView } from "@/lib/contracts/sessions";
import type { Ctx } from "../context";
import { after, decodeCursor, encodeCursor, page } from "../paging";
import { SESSION_INCLUDE, toSessionView } from "./view";

type ListSessions = { limit: number; cursor?: string | undefined; all?: "true" | "false" | undefined };
const isSessionId = (id: string): boolean => SessionId.safeParse(id).success;

/** Sessions the actor may see, newest first: the active ones, or all with closed ones. One that still opens is nobody's yet. */
export async function listSessions(
  ctx: Ctx,
  query: ListSessions,
): Promise<{ sessions: SessionView[]; next_cursor: string | null }> {
  const { clubId, ownerId } = scopeFilter(ctx.actor, "session:read");
  const found = await ctx.db.session.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      ...(ownerId !== undefined && { createdById: ownerId }),
      status: query.all === "true" ? { not: "opening" } : "active",
      ...(query.cursor !== undefined && after(decodeCursor(query.cursor, isSessionId))),
    },
    include: SESSION_INCLUDE,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, (row) => encodeCursor({ at: row.createdAt, id: row.id }));
  return { sessions: rows.map((row) => toSessionView(row, ctx.clock.now())), next_cursor: nextCursor };
}
