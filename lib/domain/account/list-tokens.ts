import type { TokenView } from "@/lib/contracts/account";
import type { Ctx } from "../context";
import { after, decodeCursor, encodeCursor, page } from "../paging";
import { isUuid } from "./is-uuid";
import { requireSelf } from "./self";
import { liveTokens, toTokenView } from "./token-view";

type Query = { limit: number; cursor?: string | undefined };

/** The caller's tokens that work, newest first; those programs got by a password too. */
export async function listTokens(ctx: Ctx, query: Query): Promise<{ tokens: TokenView[]; next_cursor: string | null }> {
  const { id } = requireSelf(ctx, "token:manage");
  const found = await ctx.db.apiToken.findMany({
    where: {
      ...liveTokens(ctx, id),
      AND: [query.cursor !== undefined ? after(decodeCursor(query.cursor, isUuid)) : {}],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, ({ createdAt, id }) => encodeCursor({ at: createdAt, id }));
  return { tokens: rows.map(toTokenView), next_cursor: nextCursor };
}
