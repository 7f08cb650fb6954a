import type { UpdateAccount } from "@/lib/contracts/account";
import type { UserView } from "@/lib/contracts/auth";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { toUserView } from "../users/view";
import { requireWholeSelf } from "./self";

/** Changes the caller's own name or language. */
export async function updateAccount(ctx: Ctx, input: UpdateAccount): Promise<UserView> {
  const { id, clubId } = requireWholeSelf(ctx, "account:write");
  return ctx.db.$transaction(async (tx) => {
    if (Object.keys(input).length > 0)
      await audit(tx, ctx, "account.update", String(id), { clubId, details: { ...input } });
    return toUserView(await tx.user.update({ where: { id }, data: input }));
  });
}
