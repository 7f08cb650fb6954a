import { can, notFound } from "@/lib/auth/permissions";
import { makeToken } from "@/lib/auth/tokens";
import type { CreateToken, TokenView } from "@/lib/contracts/account";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { lockUser } from "../users/lock";
import { requireWholeSelf } from "./self";
import { liveTokens, toTokenView } from "./token-view";

/** Enough for every program of a club; more is a program that makes one at each start. */
const MAX_LASTING_TOKENS = 50;
const DAY_MS = 86_400_000;

/** Makes a token for a program. Throws `unprocessable` for a scope the caller's role has not, `conflict` past 50 of them. */
export async function createToken(ctx: Ctx, input: CreateToken): Promise<{ token: string; api_token: TokenView }> {
  const self = requireWholeSelf(ctx, "token:manage");
  const beyond = input.scopes.filter((scope) => !can(self, scope));
  if (beyond.length > 0)
    throw new AppError("unprocessable", `Your role does not have ${beyond.join(", ")}. Choose among your own.`);
  const now = ctx.clock.now();
  const expiresAt = input.expires_in_days === null ? null : new Date(now.getTime() + input.expires_in_days * DAY_MS);
  const scopes = [...new Set(input.scopes)];
  return ctx.db.$transaction(async (tx) => {
    const user = await lockUser(tx, self.id);
    if (!user) throw notFound("Account");
    const lasting = await tx.apiToken.count({ where: { ...liveTokens(ctx, user.id), name: { not: "login" } } });
    if (lasting >= MAX_LASTING_TOKENS)
      throw new AppError("conflict", `You have ${MAX_LASTING_TOKENS} tokens. Revoke one you no longer use first.`, {
        details: { reason: "too_many_tokens" },
      });
    const { token, row } = await makeToken(tx, { user, name: input.name, scopes, expiresAt, now });
    await audit(tx, ctx, "token.create", row.id, { clubId: self.clubId, details: { name: input.name, scopes } });
    return { token, api_token: toTokenView(row) };
  });
}
