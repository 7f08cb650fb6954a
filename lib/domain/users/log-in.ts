import { inTurn } from "@/lib/auth/in-turn";
import { countFailure, forgetFailures, refuseLocked } from "@/lib/auth/login-attempts";
import { verifyPassword } from "@/lib/auth/passwords";
import { toUserActor } from "@/lib/auth/user-actor";
import type { Credentials } from "@/lib/contracts/auth";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { normaliseEmail } from "./email";
import { lockUser } from "./lock";

/**
 * The user whose address and password these are. Throws `unauthenticated`, in the same words and time whether the
 * address or the password is wrong or the user disabled, and `rate_limited` after five failures in 15 minutes. Tries on
 * one address take turns, so that a thousand guesses at once are still five. `open` makes what the login is proven by from
 * now on, in the transaction that also sees to it that the password was not changed meanwhile.
 */
export async function logIn<T>(
  ctx: Pick<Ctx, "db" | "clock" | "requestId">,
  { email, password }: Credentials,
  open: (tx: Tx, user: User) => Promise<T>,
): Promise<{ user: User; opened: T }> {
  const address = normaliseEmail(email);
  const user = await inTurn(address, async () => {
    await refuseLocked(ctx, address);
    const found = await ctx.db.user.findUnique({ where: { email: address } });
    const isRight = await verifyPassword(password, found?.passwordHash ?? null);
    if (found && isRight && !found.disabledAt) return found;
    await countFailure(ctx, address);
    throw wrong();
  });
  return ctx.db.$transaction(async (tx) => {
    const now = await lockUser(tx, user.id);
    if (!now || now.passwordHash !== user.passwordHash || now.disabledAt) throw wrong();
    await forgetFailures({ db: tx, clock: ctx.clock }, address);
    const opened = await open(tx, now);
    const as = { ...ctx, actor: toUserActor(now) };
    await audit(tx, as, "user.login", String(now.id), { clubId: now.clubId });
    return { user: now, opened };
  });
}

const wrong = (): AppError => new AppError("unauthenticated", "The e-mail address or the password is wrong.");
