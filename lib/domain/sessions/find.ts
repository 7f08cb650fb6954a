import { authorize, type Permission } from "@/lib/auth/permissions";
import type { Ctx } from "../context";
import { SESSION_INCLUDE, type SessionRow } from "./view";

/** A session the actor may do this to. Throws `not_found` for an absent one, another club's or another player's alike. */
export async function findSession(
  ctx: Ctx,
  permission: Permission,
  id: string,
  /** What the caller asked for, by the session's id: the refusal must be the same whatever there is of it. */
  what = "Session",
): Promise<SessionRow> {
  const row = await ctx.db.session.findUnique({ where: { id }, include: SESSION_INCLUDE });
  const session = row && { ...row, ownerId: row.createdById };
  authorize(ctx.actor, permission, session, what);
  return session;
}
