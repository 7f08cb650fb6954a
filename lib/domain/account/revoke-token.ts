import { notFound } from "@/lib/auth/permissions";
import type { TokenView } from "@/lib/contracts/account";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { requireWholeSelf } from "./self";
import { toTokenView } from "./token-view";

/** Revokes a token of the caller: it opens nothing from now on, and what it opened ends within seconds. */
export async function revokeToken(ctx: Ctx, id: string): Promise<TokenView> {
  const self = requireWholeSelf(ctx, "token:manage");
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id, userId: self.id, revokedAt: null },
      data: { revokedAt: ctx.clock.now() },
    });
    const row = await tx.apiToken.findFirst({ where: { id, userId: self.id } });
    if (!row) throw notFound("Token");
    if (count > 0) await audit(tx, ctx, "token.revoke", id, { clubId: self.clubId, details: { name: row.name } });
    return toTokenView(row);
  });
}
