import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { CourtView } from "@/lib/contracts/courts";
import type { Ctx } from "../context";
import { SESSION_INCLUDE } from "../sessions/view";
import { COURT_INCLUDE, type CourtRow, toCourtView } from "./view";

/** The courts an actor may see, as their cards show them: camera, who records until when, and the caller's own session. */
export async function listCourts(ctx: Ctx, query: { club_id?: number | undefined }): Promise<{ courts: CourtView[] }> {
  const own = scopeFilter(ctx.actor, "court:read").clubId;
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  return { courts: await readCourts(ctx, own ?? query.club_id) };
}

/** The courts of a club, or of all, with what happens on them now; whether the caller may ask is asked before. */
export async function readCourts(ctx: Ctx, clubId: number | undefined): Promise<CourtView[]> {
  const courts = await ctx.db.court.findMany({
    where: { deletedAt: null, ...(clubId !== undefined && { clubId }) },
    include: COURT_INCLUDE,
    orderBy: [{ clubId: "asc" }, { position: "asc" }, { id: "asc" }],
  });
  return viewCourts(ctx, courts);
}

/** Courts with what happens on them now. */
export async function viewCourts(ctx: Ctx, courts: CourtRow[]): Promise<CourtView[]> {
  const sessions = await ctx.db.session.findMany({
    where: { courtId: { in: courts.map((court) => court.id) }, status: "active" },
    include: SESSION_INCLUDE,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return courts.map((court) => {
    const ofCourt = sessions.filter((session) => session.courtId === court.id);
    return toCourtView(ctx, court, ofCourt);
  });
}
