import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { ListSchedule, Schedule } from "@/lib/contracts/schedule";
import { AppError } from "@/lib/core/errors";
import type { PlanRun } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { occurrences } from "./occurrences";
import { PLAN_INCLUDE, type PlanRow, startDays, toPlanViews, toRule } from "./plan";
import { type Entry, toOccurrenceViews } from "./view";

const DAY_MS = 86_400_000;
const MAX_SPAN_MS = 62 * DAY_MS;

/**
 * What is planned between two moments where the actor may look, and what became of it: times ahead from the plans, those
 * behind from what was written down then. Throws `unprocessable` for more than 62 days, `not_found` for a foreign club.
 */
export async function listSchedule(ctx: Ctx, query: ListSchedule): Promise<Schedule> {
  const own = scopeFilter(ctx.actor, "schedule:read").clubId;
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  const { from, to } = spanOf(query, ctx.clock.now());
  const clubId = own ?? query.club_id;
  const entries = await readEntries(ctx, { from, to, clubId, courtId: query.terrain_id });
  const plans = [...new Map(entries.map(({ plan }) => [plan.id, plan])).values()];
  const clubs = await ctx.db.club.findMany({
    where: clubId === undefined ? {} : { id: clubId },
    select: { id: true, name: true, timezone: true },
    orderBy: { name: "asc" },
  });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    occurrences: await toOccurrenceViews(ctx, entries),
    plans: await toPlanViews(ctx.db, plans),
    clubs,
  };
}

type Window = { from: Date; to: Date; clubId: number | undefined; courtId?: number | undefined };

function spanOf(query: ListSchedule, now: Date): { from: Date; to: Date } {
  const from = query.from === undefined ? now : new Date(query.from);
  const to = query.to === undefined ? new Date(from.getTime() + 7 * DAY_MS) : new Date(query.to);
  if (from < to && to.getTime() - from.getTime() <= MAX_SPAN_MS) return { from, to };
  throw new AppError("unprocessable", "Ask for at most 62 days, from an earlier moment to a later one.");
}

/** Without asking who: every time of every plan of a club (or of all) in a span, in order. */
export async function readEntries(ctx: Ctx, { from, to, clubId, courtId }: Window): Promise<Entry[]> {
  const inSpan = { endsAt: { gt: from }, startsAt: { lt: to } };
  const plans = await ctx.db.plan.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      OR: [
        { cancelledAt: null, court: { deletedAt: null }, startsOn: { lte: startDays(from, to).last } },
        { runs: { some: inSpan } },
      ],
    },
    include: { ...PLAN_INCLUDE, runs: { where: inSpan } },
  });
  const entries = plans.flatMap(({ runs, ...plan }) => entriesOf(plan, runs, from, to));
  const named = await withCourtNames(ctx, entries);
  return named
    .filter((entry) => courtId === undefined || entry.courtId === courtId)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.courtId - b.courtId);
}

function entriesOf(plan: PlanRow, runs: PlanRun[], from: Date, to: Date): Entry[] {
  const known = new Set(runs.map(({ startsAt }) => startsAt.getTime()));
  const court = { courtId: plan.courtId, courtName: plan.court.name };
  const holds = plan.cancelledAt === null && plan.court.deletedAt === null;
  // Before its last change the plan may have been another one: only runs tell of that time.
  const ahead = holds
    ? occurrences(toRule(plan), from, to).filter(
        ({ startsAt, endsAt }) => endsAt > plan.changedAt && !known.has(startsAt.getTime()),
      )
    : [];
  return [
    ...ahead.map(({ startsAt, endsAt }) => ({ plan, ...court, startsAt, endsAt, run: null })),
    ...runs.map((run) => ({ plan, ...court, courtId: run.courtId, startsAt: run.startsAt, endsAt: run.endsAt, run })),
  ];
}

/** A run was on the court of its time, which the plan may have left since. */
async function withCourtNames(ctx: Ctx, entries: Entry[]): Promise<Entry[]> {
  const moved = entries.filter(({ courtId, plan }) => courtId !== plan.courtId).map(({ courtId }) => courtId);
  if (moved.length === 0) return entries;
  const courts = await ctx.db.court.findMany({ where: { id: { in: moved } }, select: { id: true, name: true } });
  const names = new Map(courts.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({ ...entry, courtName: names.get(entry.courtId) ?? entry.courtName }));
}
