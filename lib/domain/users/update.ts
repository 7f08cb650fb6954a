import { authorize, scopeOf } from "@/lib/auth/permissions";
import type { PersonView, UpdateUser } from "@/lib/contracts/users";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { endAllLogins, endLinks } from "./end-logins";
import { clubFor, refuseScoped, requireMayGrant } from "./grant";
import { lockUserAndSuperAdmins } from "./lock";
import { readPersonView } from "./person-view";

type Next = Pick<User, "name" | "role" | "clubId" | "disabledAt">;

/**
 * Renames, disables or enables a person, or gives another role. Whoever is disabled or gets another role is logged out
 * everywhere. Throws `conflict` for the last super admin who may log in, and for a club admin's own role.
 */
export async function updateUser(ctx: Ctx, id: number, input: UpdateUser): Promise<PersonView> {
  await ctx.db.$transaction(async (tx) => {
    const before = await lockUserAndSuperAdmins(tx, id);
    authorize(ctx.actor, "user:write", before, "Person");
    refuseScoped(ctx.actor, before.role);
    const next = await nextOf(tx, ctx, before, input);
    const isMoved = next.role !== before.role || next.clubId !== before.clubId;
    const isToggled = (next.disabledAt === null) !== (before.disabledAt === null);
    if (!isMoved && !isToggled && next.name === before.name) return;
    const isLess = (isToggled && next.disabledAt !== null) || isMoved;
    if (isLess) await refuseLockout(tx, ctx, before);
    await tx.user.update({ where: { id }, data: next });
    if (isLess) await endAllLogins(tx, { userId: id, now: ctx.clock.now() });
    if (next.disabledAt) await endLinks(tx, { userId: id, now: ctx.clock.now() });
    const action = isToggled
      ? next.disabledAt
        ? "user.disable"
        : "user.enable"
      : isMoved
        ? "user.role"
        : "user.rename";
    const { name, role, clubId } = next;
    const details = { ...(name !== before.name && { name }), ...(isMoved && { role, from: before.role }) };
    await audit(tx, ctx, action, String(id), { clubId: clubId ?? before.clubId, details });
  });
  return readPersonView(ctx, id);
}

/** How the person shall be. Throws where a role or a club is not the actor's to give. */
async function nextOf(tx: Tx, ctx: Ctx, before: User, input: UpdateUser): Promise<Next> {
  const { name = before.name, role = before.role, disabled = before.disabledAt !== null } = input;
  const disabledAt = disabled ? (before.disabledAt ?? ctx.clock.now()) : null;
  if (role === before.role && input.club_id === undefined) return { name, role, clubId: before.clubId, disabledAt };
  requireMayGrant(ctx, role);
  const named = input.club_id !== undefined ? input.club_id : role === "SUPER_ADMIN" ? null : before.clubId;
  const club = await clubFor(tx, ctx, role, named);
  return { name, role, clubId: club?.id ?? null, disabledAt };
}

/** Nobody may be left without the one who could let them in again. Needs the locks of `lockUserAndSuperAdmins`. */
async function refuseLockout(tx: Tx, ctx: Ctx, before: User): Promise<void> {
  const isOwn = ctx.actor.kind === "user" && ctx.actor.id === before.id;
  if (isOwn && scopeOf(ctx.actor, "user:write") !== "any")
    throw new AppError("conflict", "You cannot do this to yourself. Ask another administrator.", {
      details: { reason: "own_account" },
    });
  if (before.role !== "SUPER_ADMIN" || before.disabledAt || before.passwordHash === null) return;
  const others = await tx.user.count({
    where: { role: "SUPER_ADMIN", disabledAt: null, passwordHash: { not: null }, id: { not: before.id } },
  });
  if (others === 0)
    throw new AppError("conflict", "This is the last super administrator who can log in. Make another one first.", {
      details: { reason: "last_super_admin" },
    });
}
