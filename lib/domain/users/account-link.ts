import { hashToken } from "@/lib/auth/token-hash";
import type { AccountLinkView } from "@/lib/contracts/account";
import { Locale } from "@/lib/contracts/common";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "../context";

/** A link that still works. Throws `not_found`, in the same words for one that was used, is over, or never was. */
export async function findAccountLink(ctx: Ctx, token: string) {
  const link = await ctx.db.accountLink.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { include: { club: true } } },
  });
  if (!link || link.usedAt || link.expiresAt <= ctx.clock.now() || link.user.disabledAt) throw deadLink();
  return link;
}

export const deadLink = (): AppError =>
  new AppError(
    "not_found",
    "This link does not work: it was used, or it is too old. Ask your administrator for a new one.",
  );

/** Whose password the link sets, so that they see it is meant for them. Anybody who has the link may ask. */
export async function getAccountLink(ctx: Ctx, token: string): Promise<AccountLinkView> {
  const { kind, expiresAt, user } = await findAccountLink(ctx, token);
  const { name, email, club, locale } = user;
  const expires_at = expiresAt.toISOString();
  return { kind, name, email, club_name: club?.name ?? null, locale: Locale.catch("fr").parse(locale), expires_at };
}
