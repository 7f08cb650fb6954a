import type { Role } from "@/lib/contracts/common";
import type { Permission } from "@/lib/contracts/permissions";
import { AppError } from "@/lib/core/errors";
import type { Actor, ClubSwitches } from "./actor";

/** How far a permission reaches: every club, the actor's own club, or what the actor made in it. */
export type Scope = "any" | "club" | "own";

const S = { SUPER_ADMIN: "any" } as const;
const SC = { ...S, CLUB_ADMIN: "club" } as const;
const SCT = { ...SC, STAFF: "club" } as const;
const SCTP_OWN = { ...SCT, PLAYER: "own" } as const;
const SELF = { SUPER_ADMIN: "own", CLUB_ADMIN: "own", STAFF: "own", PLAYER: "own" } as const;
const SCTP_CLUB = { ...SCT, PLAYER: "club" } as const;

/** The matrix of the reference, as data. A role that is not named in a line never has the permission. */
export const PERMISSIONS = {
  "account:read": SELF,
  "account:write": SELF,
  "token:manage": SELF,
  "club:read": SC,
  "club:create": S,
  "club:write": SC,
  "court:write": SC,
  "user:read": SC,
  "user:write": SC,
  "device:read": SCT,
  "device:write": SC,
  "audit:read": SC,
  "overview:read": SCT,
  "event:read": SCT,
  "alert:read": SCT,
  "alert:acknowledge": SCT,
  "alert:rules": SC,
  "event:acknowledge": SCT,
  "share:read": SC,
  "share:write": SC,
  "schedule:read": SCT,
  "schedule:write": SCT,
  "court:read": SCTP_CLUB,
  "session:create": SCTP_CLUB,
  "session:read": SCTP_OWN,
  "session:close": SCTP_OWN,
  "recording:start": SCTP_OWN,
  "recording:stop": SCTP_OWN,
  "recording:extend": SCTP_OWN,
  "recording:read": SCTP_OWN,
  "replay:save": SCTP_OWN,
  "preview:watch": SCTP_OWN,
  "file:list": SCT,
  "file:download": SCT,
  "file:protect": SC,
  "file:delete": SC,
  "camera:read": SCT,
  "camera:watch": SCT,
  "camera:write": SC,
  "camera:test": SC,
  "health:read": SCTP_CLUB,
  "cleanup:run": SC,
} as const satisfies Record<Permission, Partial<Record<Role, Scope>>>;

/** What a club's switch adds to the lines above, as data too. */
const BY_SWITCH: Record<keyof ClubSwitches, Partial<Record<Permission, Partial<Record<Role, Scope>>>>> = {
  playersMaySeeOwn: { "file:list": { PLAYER: "own" }, "file:download": { PLAYER: "own" } },
};

/** How far a role goes in a club with these switches; null for never. The one place the table is read. */
export function scopeOfRole(role: Role, permission: Permission, switches: ClubSwitches): Scope | null {
  const line: Partial<Record<Role, Scope>> = PERMISSIONS[permission];
  const added = Object.entries(BY_SWITCH)
    .filter(([name]) => switches[name as keyof ClubSwitches])
    .map(([, lines]) => lines[permission]?.[role]);
  return line[role] ?? added.find(Boolean) ?? null;
}

export type { Permission };

/** What an action is about. `ownerId` is who made it; `clubId` null belongs to no club (super admins only). */
export type Resource = { clubId: number | null; ownerId?: number | null };

/** How far `actor` may go, or null when its role never has this permission. Deny by default. */
export function scopeOf(actor: Actor, permission: Permission): Scope | null {
  if (actor.kind === "system") return "any";
  if (actor.kind !== "user") return null;
  if (actor.scopes && !actor.scopes.includes(permission)) return null;
  return scopeOfRole(actor.role, permission, actor.switches);
}

/** May this role ever do it? Says nothing about any particular thing. */
export const can = (actor: Actor, permission: Permission): boolean => scopeOf(actor, permission) !== null;

function reaches(actor: Actor, scope: Scope, resource: Resource): boolean {
  if (scope === "any") return true;
  if (actor.kind !== "user" || actor.clubId === null || resource.clubId !== actor.clubId) return false;
  return scope === "club" || resource.ownerId === actor.id;
}

/** True when `actor` may do this to this thing. */
export function allows(actor: Actor, permission: Permission, resource: Resource): boolean {
  const scope = scopeOf(actor, permission);
  return scope !== null && reaches(actor, scope, resource);
}

/** Throws `forbidden` when the role never has the permission. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!can(actor, permission))
    throw new AppError("forbidden", "Your role does not allow this. Ask an administrator of your club.");
}

/** Throws `forbidden` for whoever is not a device. */
export function requireDevice(actor: Actor): asserts actor is Extract<Actor, { kind: "device" }> {
  if (actor.kind !== "device") throw new AppError("forbidden", "Only a device may do this, with its own token.");
}

/**
 * The one gate of the domain. Throws `forbidden` when the role never has the permission, and `not_found` (exactly as for
 * a thing that does not exist) when the thing is another club's or another person's.
 */
export function authorize(
  actor: Actor,
  permission: Permission,
  resource: Resource | null | undefined,
  what: string,
): asserts resource {
  requirePermission(actor, permission);
  if (!resource || !allows(actor, permission, resource)) throw notFound(what);
}

/** The same words for what is absent and for what is not one's own. */
export const notFound = (what: string): AppError =>
  new AppError("not_found", `${what} not found. It may have been removed, or you may not have access to it.`);

/** The rows a list may show: a Prisma `where` on clubId and the owner's column. */
export function scopeFilter(actor: Actor, permission: Permission): { clubId?: number; ownerId?: number } {
  requirePermission(actor, permission);
  const scope = scopeOf(actor, permission);
  if (scope === "any") return {};
  if (actor.kind !== "user" || actor.clubId === null) throw notFound("Club");
  return scope === "club" ? { clubId: actor.clubId } : { clubId: actor.clubId, ownerId: actor.id };
}
