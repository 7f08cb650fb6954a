import type { ShareView } from "@/lib/contracts/shares";
import type { ShareLink } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** Links with the names of those who made them. */
export async function toShareViews(ctx: Ctx, rows: ShareLink[]): Promise<ShareView[]> {
  const makers = await ctx.db.user.findMany({
    where: { id: { in: rows.map((row) => row.createdById) } },
    select: { id: true, name: true },
  });
  const names = new Map(makers.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    file_id: row.fileId,
    state: stateOf(row, ctx.clock.now()),
    created_at: row.createdAt.toISOString(),
    created_by_name: names.get(row.createdById) ?? null,
    expires_at: row.expiresAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
    views: row.views,
    last_viewed_at: row.lastViewedAt?.toISOString() ?? null,
  }));
}

export const toShareView = async (ctx: Ctx, row: ShareLink): Promise<ShareView> => (await toShareViews(ctx, [row]))[0]!;

const stateOf = ({ revokedAt, expiresAt }: ShareLink, now: Date): ShareView["state"] =>
  revokedAt ? "revoked" : expiresAt <= now ? "expired" : "active";
