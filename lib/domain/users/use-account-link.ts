import { forgetFailures } from "@/lib/auth/login-attempts";
import { hashPassword } from "@/lib/auth/passwords";
import { toUserActor } from "@/lib/auth/user-actor";
import type { UseAccountLink } from "@/lib/contracts/account";
import type { UserView } from "@/lib/contracts/auth";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { deadLink, findAccountLink } from "./account-link";
import { endAllLogins, endLinks } from "./end-logins";
import { lockUser } from "./lock";
import { toUserView } from "./view";

/**
 * Sets the password of whom the link was made for, once: of two at the same moment one wins. Every login and token there
 * was ends, and a lock by failed logins with it. Throws `not_found` like `findAccountLink`.
 */
export async function chooseByLink(ctx: Ctx, token: string, { password, locale }: UseAccountLink): Promise<UserView> {
  const { id, userId, kind } = await findAccountLink(ctx, token);
  const passwordHash = await hashPassword(password);
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    const { count } = await tx.accountLink.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (!user || user.disabledAt || count === 0) throw deadLink();
    await endLinks(tx, { userId, now });
    await endAllLogins(tx, { userId, now });
    await forgetFailures({ db: tx, clock: ctx.clock }, user.email);
    const language = kind === "invite" && locale ? { locale } : {};
    const changed = await tx.user.update({ where: { id: userId }, data: { passwordHash, ...language } });
    const as = { ...ctx, actor: toUserActor(changed) };
    await audit(tx, as, "user.password", String(userId), { clubId: user.clubId, details: { by: kind } });
    return toUserView(changed);
  });
}
