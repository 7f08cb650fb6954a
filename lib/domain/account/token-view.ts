import type { TokenView } from "@/lib/contracts/account";
import type { ApiToken } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** The tokens of a person that work: a Prisma `where`. */
export const liveTokens = (ctx: Ctx, userId: number) => ({
  userId,
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.clock.now() } }],
});

/** A token without its secret, which is kept nowhere. */
export const toTokenView = ({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: ApiToken): TokenView => ({
  id,
  name,
  scopes,
  created_at: createdAt.toISOString(),
  expires_at: expiresAt?.toISOString() ?? null,
  last_used_at: lastUsedAt?.toISOString() ?? null,
});
