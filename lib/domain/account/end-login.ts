import { notFound } from "@/lib/auth/permissions";
import type { LoginView } from "@/lib/contracts/account";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { toLoginView } from "./login-view";
import { requireWholeSelf } from "./self";

/** Ends one login of the caller; the browser that holds it is out within seconds. */
export async function endLogin(ctx: Ctx, id: string): Promise<LoginView> {
  const self = requireWholeSelf(ctx, "account:write");
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.login.updateMany({
      where: { id, userId: self.id, endedAt: null },
      data: { endedAt: ctx.clock.now() },
    });
    const login = await tx.login.findFirst({ where: { id, userId: self.id } });
    if (!login) throw notFound("Login");
    if (count > 0) await audit(tx, ctx, "login.end", id, { clubId: self.clubId });
    return toLoginView(login, self);
  });
}
