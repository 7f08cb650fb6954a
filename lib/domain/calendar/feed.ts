import type { UserActor } from "@/lib/auth/actor";
import { notFound, requirePermission } from "@/lib/auth/permissions";
import { hashToken } from "@/lib/auth/token-hash";
import type { CalendarFeedView } from "@/lib/contracts/schedule";
import { newId, newToken } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { CalendarFeed } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";

/** The caller's calendar address, without its secret; null when there is none. */
export async function getFeed(ctx: Ctx): Promise<CalendarFeedView | null> {
  const { id: userId } = reader(ctx);
  const feed = await ctx.db.calendarFeed.findFirst({
    where: { userId, revokedAt: null },
    orderBy: { createdAt: "desc" },
  });
  return feed && toView(feed);
}

/** Makes the caller's calendar address. Its token is told once; an address made before ends. */
export async function createFeed(ctx: Ctx): Promise<{ token: string; feed: CalendarFeedView }> {
  const user = reader(ctx);
  const token = newToken("vigiec");
  const row = { id: newId(), userId: user.id, tokenHash: hashToken(token), createdAt: ctx.clock.now() };
  return ctx.db.$transaction(async (tx) => {
    await revokeAll(tx, ctx, user);
    const feed = await tx.calendarFeed.create({ data: row });
    await audit(tx, ctx, "calendar_feed.create", feed.id, { clubId: user.clubId });
    return { token, feed: toView(feed) };
  });
}

/** Ends the caller's calendar address. Nothing to do when there is none. */
export const revokeFeed = (ctx: Ctx): Promise<void> => ctx.db.$transaction((tx) => revokeAll(tx, ctx, reader(ctx)));

async function revokeAll(tx: Tx, ctx: Ctx, user: UserActor): Promise<void> {
  const open = { userId: user.id, revokedAt: null };
  for (const { id } of await tx.calendarFeed.findMany({ where: open })) {
    const { count } = await tx.calendarFeed.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: ctx.clock.now() },
    });
    if (count > 0) await audit(tx, ctx, "calendar_feed.revoke", id, { clubId: user.clubId });
  }
}

/** A calendar belongs to a person who may read the schedule. */
function reader({ actor }: Ctx): UserActor {
  requirePermission(actor, "schedule:read");
  if (actor.kind !== "user") throw notFound("Calendar");
  return actor;
}

const toView = (feed: CalendarFeed): CalendarFeedView => ({
  created_at: feed.createdAt.toISOString(),
  last_read_at: feed.lastReadAt?.toISOString() ?? null,
});
