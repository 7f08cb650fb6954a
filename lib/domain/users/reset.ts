import { authorize } from "@/lib/auth/permissions";
import type { PersonView } from "@/lib/contracts/users";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { refuseScoped } from "./grant";
import { lockUser } from "./lock";
import { makeLink } from "./make-link";
import { readPersonView } from "./person-view";

type Reset = { user: PersonView; reset_url: string; expires_at: string };

/** A link to choose a new password; the old one works until then. Throws `conflict` for somebody who is disabled. */
export async function resetUser(ctx: Ctx, id: number): Promise<Reset> {
  const link = await ctx.db.$transaction(async (tx) => {
    const user = await lockUser(tx, id);
    authorize(ctx.actor, "user:write", user, "Person");
    refuseScoped(ctx.actor, user.role);
    if (user.disabledAt)
      throw new AppError("conflict", "This person is disabled. Enable them first, then make a new link.", {
        details: { reason: "disabled" },
      });
    await audit(tx, ctx, "user.reset", String(id), { clubId: user.clubId });
    return makeLink(tx, ctx, user);
  });
  return { user: await readPersonView(ctx, id), reset_url: link.url, expires_at: link.expiresAt.toISOString() };
}
