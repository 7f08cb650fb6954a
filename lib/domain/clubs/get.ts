import type { ClubDetail } from "@/lib/contracts/clubs";
import type { Ctx } from "../context";
import { findClub } from "./find";
import { toClubDetail } from "./view";

/** One club with its settings and what it holds. */
export const getClub = async (ctx: Ctx, id: number): Promise<ClubDetail> =>
  toClubDetail(await findClub(ctx, "club:read", id));
