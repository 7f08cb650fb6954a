import type { UserView } from "@/lib/contracts/auth";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { endAllLogins } from "../users/end-logins";
import { toUserView } from "../users/view";
import { requireWholeSelf } from "./self";

/** Ends every login and token of the caller, the one this request came with too. */
export async function logOutEverywhere(ctx: Ctx): Promise<UserView> {
  const { id: userId, clubId } = requireWholeSelf(ctx, "account:write");
  return ctx.db.$transaction(async (tx) => {
    await endAllLogins(tx, { userId, now: ctx.clock.now() });
    await audit(tx, ctx, "user.logout_everywhere", String(userId), { clubId });
    return toUserView(await tx.user.findUniqueOrThrow({ where: { id: userId } }));
  });
}
