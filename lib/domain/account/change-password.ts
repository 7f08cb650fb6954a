import { inTurn } from "@/lib/auth/in-turn";
import { countFailure, forgetFailures, refuseLocked } from "@/lib/auth/login-attempts";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { notFound } from "@/lib/auth/permissions";
import type { ChangePassword } from "@/lib/contracts/account";
import type { UserView } from "@/lib/contracts/auth";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { endLinks, endOtherLogins } from "../users/end-logins";
import { lockUser } from "../users/lock";
import { toUserView } from "../users/view";
import { requireWholeSelf } from "./self";

/**
 * Changes the caller's own password and ends their other logins, tokens and links. Throws `unprocessable` when the
 * current one is wrong, and `rate_limited` after five of those: a browser left open is no way to find a password out.
 */
export async function changePassword(ctx: Ctx, input: ChangePassword): Promise<UserView> {
  const self = requireWholeSelf(ctx, "account:write");
  await inTurn(self.email, () => requirePassword(ctx, self, input.current_password));
  const passwordHash = await hashPassword(input.new_password);
  const now = ctx.clock.now();
  return ctx.db.$transaction(async (tx) => {
    await lockUser(tx, self.id);
    const user = await tx.user.update({ where: { id: self.id }, data: { passwordHash } });
    await endOtherLogins(tx, self, now);
    await endLinks(tx, { userId: self.id, now });
    await forgetFailures({ db: tx, clock: ctx.clock }, self.email);
    await audit(tx, ctx, "user.password", String(self.id), { clubId: self.clubId, details: { by: "account" } });
    return toUserView(user);
  });
}

async function requirePassword(ctx: Ctx, { id, email }: { id: number; email: string }, typed: string): Promise<void> {
  await refuseLocked(ctx, email);
  const user = await ctx.db.user.findUnique({ where: { id } });
  if (!user) throw notFound("Account");
  if (await verifyPassword(typed, user.passwordHash)) return;
  await countFailure(ctx, email);
  throw new AppError("unprocessable", "The current password is wrong. Check it and try again.", {
    details: { reason: "wrong_password" },
  });
}
