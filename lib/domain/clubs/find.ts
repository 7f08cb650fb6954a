import { authorize, type Permission } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";
import type { Ctx } from "../context";
import { CLUB_INCLUDE } from "./view";

/** A club the actor may do this to. Throws `not_found` for an absent one and another one alike. */
export async function findClub(ctx: Ctx, permission: Permission, id: number, tx: Tx = ctx.db) {
  const club = await tx.club.findUnique({ where: { id }, include: CLUB_INCLUDE });
  authorize(ctx.actor, permission, club && { clubId: club.id }, "Club");
  return club!;
}
