import { requirePermission } from "@/lib/auth/permissions";
import type { ClubDetail, CreateClub } from "@/lib/contracts/clubs";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findClub } from "./find";
import { toClubDetail, toClubRow } from "./view";

/** Adds a club. Throws `conflict` when the name is taken. */
export async function createClub(ctx: Ctx, input: CreateClub): Promise<ClubDetail> {
  requirePermission(ctx.actor, "club:create");
  const row = { ...toClubRow(input), name: input.name, createdAt: ctx.clock.now() };
  const id = await ctx.db.$transaction(async (tx) => {
    const [club] = await tx.club.createManyAndReturn({ data: [row], skipDuplicates: true });
    if (!club) throw nameTaken(input.name);
    await audit(tx, ctx, "club.create", String(club.id), { clubId: club.id, details: { ...input } });
    return club.id;
  });
  return toClubDetail(await findClub(ctx, "club:create", id));
}

export const nameTaken = (name: string): AppError =>
  new AppError("conflict", `There is a club called ${name} already. Choose another name.`, {
    details: { reason: "name_taken" },
  });
