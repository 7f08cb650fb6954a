import { can, notFound, scopeFilter } from "@/lib/auth/permissions";
import { hashToken } from "@/lib/auth/token-hash";
import { toUserActor } from "@/lib/auth/user-actor";
import { wallClock } from "@/lib/core/zoned-time";
import type { Ctx } from "../context";
import { readEntries } from "../schedule/list";
import type { Entry } from "../schedule/view";
import { type CalendarEvent, toICalendar } from "./icalendar";

const DAY_MS = 86_400_000;
/** What lies behind stays in sight for a while; a calendar program asks again long before the rest is over. */
const BACK_MS = 30 * DAY_MS;
const AHEAD_MS = 120 * DAY_MS;
const TOUCH_EVERY_MS = 60_000;

/**
 * The schedule as the owner of this address may see it now. Throws the same `not_found` for an unknown or revoked address
 * and for an owner who is disabled or may not read the schedule any more.
 */
export async function readCalendar(ctx: Ctx, token: string): Promise<string> {
  const feed = await ctx.db.calendarFeed.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { include: { club: true } } },
  });
  if (!feed || feed.revokedAt || feed.user.disabledAt) throw notFound("Calendar");
  const owner = toUserActor(feed.user);
  if (!can(owner, "schedule:read")) throw notFound("Calendar");
  const now = ctx.clock.now();
  await touch(ctx, feed.id, now);
  const span = { from: new Date(now.getTime() - BACK_MS), to: new Date(now.getTime() + AHEAD_MS) };
  const entries = await readEntries(ctx, { ...span, clubId: scopeFilter(owner, "schedule:read").clubId });
  const shown = entries.filter(({ run }) => run?.status !== "skipped");
  return toICalendar(feed.user.club ? `Vigie · ${feed.user.club.name}` : "Vigie", toEvents(shown));
}

async function touch(ctx: Ctx, id: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  const where = { id, OR: [{ lastReadAt: null }, { lastReadAt: { lt: before } }] };
  await ctx.db.calendarFeed.updateMany({ where, data: { lastReadAt: now } });
}

/** A day of a plan keeps its id when its hour changes; a second time on one day has an id of its own. */
function toEvents(entries: readonly Entry[]): CalendarEvent[] {
  const taken = new Map<string, number>();
  return entries.map((entry) => {
    const { plan, startsAt, endsAt, courtName, run } = entry;
    const day = wallClock(startsAt.getTime(), plan.club.timezone).day.replaceAll("-", "");
    const base = `${plan.id}-${day}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    return {
      uid: `${base}${count > 1 ? `-${count}` : ""}@vigie`,
      startsAt,
      endsAt,
      changedAt: plan.changedAt,
      summary: plan.title ? `${plan.title} · ${courtName}` : courtName,
      location: `${courtName}, ${plan.club.name}`,
      isCancelled: run?.status === "failed" || run?.status === "missed",
    };
  });
}
