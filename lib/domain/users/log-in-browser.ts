import { type Browser, openLogin } from "@/lib/auth/login-rows";
import { toUserActor } from "@/lib/auth/user-actor";
import type { Credentials } from "@/lib/contracts/auth";
import type { User } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { logIn } from "./log-in";

/** Logs a browser in: `loginId` goes into its cookie and can be ended. Throws like `logIn`. */
export async function logInBrowser(
  ctx: Ctx,
  credentials: Credentials,
  browser: Browser,
): Promise<User & { loginId: string }> {
  const { user, opened } = await logIn(ctx, credentials, (tx, user) => openLogin(tx, user, browser, ctx.clock.now()));
  return { ...user, loginId: opened.id };
}

/** A browser logged out by itself. */
export async function closeLogin(ctx: Ctx, loginId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.login.updateMany({
      where: { id: loginId, endedAt: null },
      data: { endedAt: ctx.clock.now() },
    });
    if (count === 0) return;
    const { user } = await tx.login.findUniqueOrThrow({ where: { id: loginId }, include: { user: true } });
    await audit(tx, { ...ctx, actor: toUserActor(user) }, "user.logout", String(user.id), { clubId: user.clubId });
  });
}
