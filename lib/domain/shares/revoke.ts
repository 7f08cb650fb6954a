import { authorize } from "@/lib/auth/permissions";
import type { ShareView } from "@/lib/contracts/shares";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { toShareView } from "./view";

/** Ends a link at once. Ending it again changes nothing. Throws `not_found` for an absent one and another club's alike. */
export async function revokeShare(ctx: Ctx, id: string): Promise<ShareView> {
  const share = await ctx.db.shareLink.findUnique({ where: { id } });
  authorize(ctx.actor, "share:write", share, "Link");
  const revoked = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.shareLink.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: ctx.clock.now() },
    });
    const details = { file_id: share.fileId };
    if (count > 0) await audit(tx, ctx, "share.revoke", id, { clubId: share.clubId, details });
    return tx.shareLink.findUniqueOrThrow({ where: { id } });
  });
  return toShareView(ctx, revoked);
}
