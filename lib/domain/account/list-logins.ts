import { oldestLogin } from "@/lib/auth/login-rows";
import type { LoginView } from "@/lib/contracts/account";
import type { Ctx } from "../context";
import { after, decodeCursor, encodeCursor, page } from "../paging";
import { isUuid } from "./is-uuid";
import { toLoginView } from "./login-view";
import { requireSelf } from "./self";

type Query = { limit: number; cursor?: string | undefined };

/** Where the caller is logged in now, newest first. */
export async function listLogins(ctx: Ctx, query: Query): Promise<{ logins: LoginView[]; next_cursor: string | null }> {
  const self = requireSelf(ctx, "account:read");
  const found = await ctx.db.login.findMany({
    where: {
      userId: self.id,
      endedAt: null,
      createdAt: { gt: oldestLogin(ctx.clock.now()) },
      AND: [query.cursor !== undefined ? after(decodeCursor(query.cursor, isUuid)) : {}],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, ({ createdAt, id }) => encodeCursor({ at: createdAt, id }));
  return { logins: rows.map((row) => toLoginView(row, self)), next_cursor: nextCursor };
}
