import { inTurn } from "@/lib/auth/in-turn";
import { countFailure, forgetFailures, refuseLocked } from "@/lib/auth/login-attempts";
import { verifyPassword } from "@/lib/auth/passwords";
import { toUserActor } from "@/lib/auth/user-actor";
import type { Credentials } from "@/lib/contracts/auth";
import { AppError } from "@/lib/core/errors";
import type { User } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { normaliseEmail } from "./email";

/**
 * The user whose address and password these are. Throws `unauthenticated`, in the same words and time whether the
 * address or the password is wrong or the user disabled, and `rate_limited` after five failures in 15 minutes. Tries on
 * one address take turns, so that a thousand guesses at once are still five.
 */
export async function logIn(
  ctx: Pick<Ctx, "db" | "clock" | "requestId">,
  { email, password }: Credentials,
): Promise<User> {
  const address = normaliseEmail(email);
  const user = await inTurn(address, async () => {
    await refuseLocked(ctx, address);
    const found = await ctx.db.user.findUnique({ where: { email: address } });
    const isRight = await verifyPassword(password, found?.passwordHash ?? null);
    if (found && isRight && !found.disabledAt) return found;
    await countFailure(ctx, address);
    throw new AppError("unauthenticated", "The e-mail address or the password is wrong.");
  });
  await ctx.db.$transaction(async (tx) => {
    await forgetFailures({ db: tx, clock: ctx.clock }, address);
    const as = { ...ctx, actor: toUserActor(user) };
    await audit(tx, as, "user.login", String(user.id), { clubId: user.clubId });
  });
  return user;
}
