import { notFound } from "@/lib/auth/permissions";
import { hashToken } from "@/lib/auth/token-hash";
import type { CreateShare, ShareView } from "@/lib/contracts/shares";
import { AppError } from "@/lib/core/errors";
import { newId, newLinkToken } from "@/lib/core/ids";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findFile } from "../files/find";
import type { FileRow } from "../files/view";
import { toShareView } from "./view";

const DAY_MS = 24 * 3_600_000;

/**
 * Makes a link that shows a video to whoever has it, for 1 to 90 days. Only its hash is kept, so the address is told this
 * once. Throws `conflict` where the club does not share, and for what is no video.
 */
export async function createShare(
  ctx: Ctx,
  ref: string,
  { days }: CreateShare,
): Promise<{ share: ShareView; url: string }> {
  const file = await findFile(ctx, "share:write", ref);
  if (ctx.actor.kind !== "user") throw notFound("Video");
  await refuseUnshared(ctx, file);
  const [token, now, createdById] = [newLinkToken(), ctx.clock.now(), ctx.actor.id];
  const share = await ctx.db.$transaction(async (tx) => {
    const { id: fileId, clubId } = file;
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const row = { id: newId(), fileId, clubId, tokenHash: hashToken(token), createdById, createdAt: now, expiresAt };
    await audit(tx, ctx, "share.create", row.id, { clubId, details: { file_id: fileId, days } });
    return tx.shareLink.create({ data: row });
  });
  return { share: await toShareView(ctx, share), url: new URL(`/s/${token}`, ctx.settings.siteUrl).href };
}

async function refuseUnshared(ctx: Ctx, { clubId, kind }: FileRow): Promise<void> {
  if (kind !== "recording" && kind !== "clip") throw new AppError("conflict", "Only videos can be shared by a link.");
  const club = await ctx.db.club.findUniqueOrThrow({ where: { id: clubId }, select: { sharingAllowed: true } });
  if (!club.sharingAllowed)
    throw new AppError(
      "conflict",
      "Sharing by link is switched off for this club. An administrator can allow it in the club's settings.",
    );
}
