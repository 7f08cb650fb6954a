import type { ShareView } from "@/lib/contracts/shares";
import type { Ctx } from "../context";
import { findFile } from "../files/find";
import { toShareViews } from "./view";

const SHOWN = 100;

/** The links of a video, newest first, ended ones too. */
export async function listShares(ctx: Ctx, ref: string): Promise<{ shares: ShareView[] }> {
  const { id: fileId } = await findFile(ctx, "share:read", ref);
  const orderBy = [{ createdAt: "desc" }, { id: "desc" }] as const;
  const rows = await ctx.db.shareLink.findMany({ where: { fileId }, orderBy: [...orderBy], take: SHOWN });
  return { shares: await toShareViews(ctx, rows) };
}
