import type { CourtView, UpdateCourt } from "@/lib/contracts/courts";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findCourt, readCourt } from "./find";
import { lockClubCourts, requireFreeName } from "./name";

/** Renames a court, or moves it among the others. Throws `conflict` when another one of the club has the name. */
export async function updateCourt(ctx: Ctx, id: number, { name, position }: UpdateCourt): Promise<CourtView> {
  const { clubId, name: before } = await findCourt(ctx, "court:write", id);
  await ctx.db.$transaction(async (tx) => {
    await lockClubCourts(tx, clubId);
    if (name !== undefined) await requireFreeName(tx, clubId, name, id);
    const change = { ...(name !== undefined && { name }), ...(position !== undefined && { position }) };
    await tx.court.update({ where: { id }, data: change });
    await audit(tx, ctx, "court.update", String(id), { clubId, details: { ...change, before } });
  });
  return readCourt(ctx, id);
}
