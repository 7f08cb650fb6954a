import type { UserActor } from "@/lib/auth/actor";
import { notFound, requirePermission } from "@/lib/auth/permissions";
import type { Permission } from "@/lib/contracts/permissions";
import { AppError } from "@/lib/core/errors";
import type { Ctx } from "../context";

/** The caller as a person. Throws `forbidden` without the permission. */
export function requireSelf({ actor }: Ctx, permission: Permission): UserActor {
  requirePermission(actor, permission);
  if (actor.kind !== "user") throw notFound("Account");
  return actor;
}

/** The same for what a token with scopes may never do, whatever the scopes: it would outgrow them. Throws `forbidden`. */
export function requireWholeSelf(ctx: Ctx, permission: Permission): UserActor {
  const actor = requireSelf(ctx, permission);
  if (actor.scopes === null) return actor;
  throw new AppError("forbidden", "A token with scopes may not do this. Log in with your password for it.");
}
