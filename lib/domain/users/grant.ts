import { notFound, requirePermission, scopeOf } from "@/lib/auth/permissions";
import type { Role } from "@/lib/contracts/common";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import type { Ctx } from "../context";

const ADMIN_ROLES: readonly Role[] = ["SUPER_ADMIN", "CLUB_ADMIN"];

/** Throws `forbidden` for a role that is not the actor's to give: a super admin's, or by a token with scopes any admin's. */
export function requireMayGrant({ actor }: Ctx, role: Role): void {
  requirePermission(actor, "user:write");
  if (role === "SUPER_ADMIN" && scopeOf(actor, "user:write") !== "any")
    throw new AppError("forbidden", "Only a super administrator makes another one.");
  refuseScoped(actor, role);
}

/** A token with scopes could give itself everything by way of an administrator. Throws `forbidden`. */
export function refuseScoped(actor: Ctx["actor"], role: Role): void {
  if (actor.kind === "user" && actor.scopes !== null && ADMIN_ROLES.includes(role))
    throw new AppError("forbidden", "A token with scopes may not do this to administrators. Log in for it.");
}

/**
 * The club of somebody with this role: none for a super admin, else the one named or the actor's own. Throws `not_found`
 * for another club than the actor may name, `unprocessable` where role and club do not go together.
 */
export async function clubFor(tx: Tx, { actor }: Ctx, role: Role, named: number | null | undefined) {
  if (role === "SUPER_ADMIN") {
    if (named == null) return null;
    throw new AppError("unprocessable", "A super administrator belongs to no club. Leave club_id out.");
  }
  const isAnywhere = scopeOf(actor, "user:write") === "any";
  const own = actor.kind === "user" && !isAnywhere ? actor.clubId : null;
  const id = named ?? own;
  if (id === null) throw new AppError("unprocessable", "Say which club the person belongs to: give club_id.");
  const club = isAnywhere || id === own ? await tx.club.findUnique({ where: { id } }) : null;
  if (!club) throw notFound("Club");
  return club;
}
