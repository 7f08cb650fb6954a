import { authorize, notFound, requirePermission, scopeOf } from "@/lib/auth/permissions";
import type { CourtView, CreateCourt } from "@/lib/contracts/courts";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { readCourt } from "./find";
import { lockClubCourts, requireFreeName } from "./name";

/** Adds a court behind the others of its club. Throws `conflict` when one of them has its name. */
export async function createCourt(ctx: Ctx, input: CreateCourt): Promise<CourtView> {
  const clubId = await clubOf(ctx, input.club_id);
  const id = await ctx.db.$transaction(async (tx) => {
    await lockClubCourts(tx, clubId);
    await requireFreeName(tx, clubId, input.name);
    const last = await tx.court.aggregate({ where: { clubId, deletedAt: null }, _max: { position: true } });
    const position = input.position ?? (last._max.position ?? 0) + 1;
    const court = await tx.court.create({
      data: { clubId, name: input.name, position, createdAt: ctx.clock.now() },
    });
    await audit(tx, ctx, "court.create", String(court.id), { clubId, details: { name: court.name } });
    return court.id;
  });
  return readCourt(ctx, id);
}

async function clubOf(ctx: Ctx, asked: number | undefined): Promise<number> {
  requirePermission(ctx.actor, "court:write");
  const own = scopeOf(ctx.actor, "court:write") !== "any" && ctx.actor.kind === "user" ? ctx.actor.clubId : null;
  const clubId = asked ?? own;
  if (clubId === null) throw new AppError("unprocessable", "Say which club the court is for: give club_id.");
  authorize(ctx.actor, "court:write", { clubId }, "Club");
  if (!(await ctx.db.club.findUnique({ where: { id: clubId }, select: { id: true } }))) throw notFound("Club");
  return clubId;
}
