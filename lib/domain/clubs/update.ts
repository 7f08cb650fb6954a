import type { ClubDetail, UpdateClub } from "@/lib/contracts/clubs";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { nameTaken } from "./create";
import { findClub } from "./find";
import { toClubDetail } from "./view";

/** Changes a club. Throws `conflict` when the name is taken. */
export async function updateClub(ctx: Ctx, id: number, input: UpdateClub): Promise<ClubDetail> {
  const { players_may_see_own: playersMaySeeOwn, sharing_allowed: sharingAllowed, ...plain } = input;
  const data = {
    ...plain,
    ...(playersMaySeeOwn !== undefined && { playersMaySeeOwn }),
    ...(sharingAllowed !== undefined && { sharingAllowed }),
  };
  try {
    await ctx.db.$transaction(async (tx) => {
      await findClub(ctx, "club:write", id, tx);
      if (Object.keys(input).length === 0) return;
      await tx.club.update({ where: { id }, data });
      await audit(tx, ctx, "club.update", String(id), { clubId: id, details: { ...input } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw nameTaken(input.name ?? "that");
    throw error;
  }
  return toClubDetail(await findClub(ctx, "club:write", id));
}
