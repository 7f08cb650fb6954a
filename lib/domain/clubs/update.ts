import type { ClubDetail, UpdateClub } from "@/lib/contracts/clubs";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { syncCameras } from "../devices/sync-cameras";
import { nameTaken } from "./create";
import { findClub } from "./find";
import { toClubDetail, toClubRow } from "./view";

/** Changes a club, and what its cameras are told. Throws `conflict` when the name is taken. */
export async function updateClub(ctx: Ctx, id: number, input: UpdateClub): Promise<ClubDetail> {
  try {
    await ctx.db.$transaction(async (tx) => {
      await findClub(ctx, "club:write", id, tx);
      if (Object.keys(input).length === 0) return;
      await tx.club.update({ where: { id }, data: toClubRow(input) });
      await audit(tx, ctx, "club.update", String(id), { clubId: id, details: { ...input } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(input.name ?? "that");
    throw error;
  }
  if (input.replays_enabled !== undefined) await tellDevices(ctx, id);
  return toClubDetail(await findClub(ctx, "club:write", id));
}

/** Whether a camera keeps its last seconds is part of what its device is told. */
async function tellDevices(ctx: Ctx, clubId: number): Promise<void> {
  const where = { cameras: { some: { clubId, deletedAt: null } } };
  for (const { id } of await ctx.db.device.findMany({ where, select: { id: true } })) await syncCameras(ctx, id);
}
