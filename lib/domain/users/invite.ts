import type { InviteUser, PersonView } from "@/lib/contracts/users";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { clubFor, requireMayGrant } from "./grant";
import { makeLink } from "./make-link";
import { readPersonView } from "./person-view";

type Invited = { user: PersonView; invite_url: string; expires_at: string };

/**
 * Adds a person without a password, and makes the link by which they choose one. Throws `conflict` when the address is
 * taken, `forbidden` and `not_found` for a role or club that is not the actor's to give.
 */
export async function inviteUser(ctx: Ctx, { name, email, role, club_id }: InviteUser): Promise<Invited> {
  requireMayGrant(ctx, role);
  const { user, link } = await ctx.db.$transaction(async (tx) => {
    const club = await clubFor(tx, ctx, role, club_id);
    const row = { name, email, role, clubId: club?.id ?? null, createdAt: ctx.clock.now() };
    const data = [{ ...row, ...(club && { locale: club.locale }) }];
    const [user] = await tx.user.createManyAndReturn({ data, skipDuplicates: true });
    if (!user)
      throw new AppError("conflict", "Somebody already has this e-mail address. Give another one.", {
        details: { reason: "address_taken" },
      });
    const link = await makeLink(tx, ctx, user);
    await audit(tx, ctx, "user.invite", String(user.id), { clubId: user.clubId, details: { email, role } });
    return { user, link };
  });
  return {
    user: await readPersonView(ctx, user.id),
    invite_url: link.url,
    expires_at: link.expiresAt.toISOString(),
  };
}
