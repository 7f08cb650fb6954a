import { authorize, type Permission } from "@/lib/auth/permissions";
import type { CourtView } from "@/lib/contracts/courts";
import type { Court } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { viewCourts } from "./list";
import { COURT_INCLUDE } from "./view";

/** A court the actor may do this to. Throws `not_found` for an absent, a deleted and another club's alike. */
export async function findCourt(ctx: Ctx, permission: Permission, id: number): Promise<Court> {
  const court = await ctx.db.court.findFirst({ where: { id, deletedAt: null } });
  authorize(ctx.actor, permission, court, "Court");
  return court;
}

/** A court as its card shows it, also just after it was deleted. */
export async function readCourt(ctx: Ctx, id: number): Promise<CourtView> {
  const [view] = await viewCourts(ctx, [
    await ctx.db.court.findUniqueOrThrow({ where: { id }, include: COURT_INCLUDE }),
  ]);
  return view!;
}
