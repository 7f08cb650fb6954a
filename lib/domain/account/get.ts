import { notFound, requirePermission } from "@/lib/auth/permissions";
import type { UserView } from "@/lib/contracts/auth";
import type { ClubView } from "@/lib/contracts/clubs";
import { toClubView } from "../clubs/view";
import type { Ctx } from "../context";
import { toUserView } from "../users/view";

/** The caller's own account, with their club; a super admin has none. */
export async function getAccount(ctx: Ctx): Promise<{ user: UserView; club: ClubView | null }> {
  requirePermission(ctx.actor, "account:read");
  if (ctx.actor.kind !== "user") throw notFound("Account");
  const user = await ctx.db.user.findUnique({ where: { id: ctx.actor.id }, include: { club: true } });
  if (!user) throw notFound("Account");
  return { user: toUserView(user), club: user.club && toClubView(user.club) };
}
