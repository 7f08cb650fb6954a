import { authorize, type Permission } from "@/lib/auth/permissions";
import type { PlanView } from "@/lib/contracts/schedule";
import { addDays, type Day, timeOf } from "@/lib/core/zoned-time";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { Rule } from "./occurrences";

export const PLAN_INCLUDE = {
  club: { select: { id: true, name: true, timezone: true } },
  court: { select: { name: true, deletedAt: true } },
} satisfies Prisma.PlanInclude;
export type PlanRow = Prisma.PlanGetPayload<{ include: typeof PLAN_INCLUDE }>;

/** A `@db.Date` column carries the day as UTC midnight. */
export const toDay = (column: Date): Day => column.toISOString().slice(0, 10);
export const fromDay = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/**
 * The first and the last day, as `@db.Date` columns, that a plan may start on to be under way between two moments, whatever
 * its club's clock shows: wall clocks run from 12 h behind UTC to 14 h ahead, and a recording lasts a day at most. A moment
 * itself must not be compared with such a column: it would lose its hours.
 */
export const startDays = (from: Date, to: Date): { first: Date; last: Date } => ({
  first: fromDay(addDays(toDay(from), -2)),
  last: fromDay(addDays(toDay(to), 1)),
});

export const toRule = (plan: PlanRow): Rule => ({
  startsOn: toDay(plan.startsOn),
  startMinute: plan.startMinute,
  durationMinutes: plan.durationMinutes,
  weekly: plan.weekly,
  endsOn: plan.endsOn && toDay(plan.endsOn),
  timeZone: plan.club.timezone,
});

/** What a plan is called where it has no title. */
export const nameOf = ({ title, court }: Pick<PlanRow, "title" | "court">): string => title || court.name;

/** A plan that holds, and that the actor may do this to. Throws `not_found` for an absent, cancelled or foreign one alike. */
export async function findPlan(ctx: Ctx, permission: Permission, id: string, db: Db | Tx = ctx.db): Promise<PlanRow> {
  const plan = await db.plan.findFirst({
    where: { id, cancelledAt: null, court: { deletedAt: null } },
    include: PLAN_INCLUDE,
  });
  authorize(ctx.actor, permission, plan, "Plan");
  return plan;
}

export async function toPlanViews(db: Db | Tx, plans: readonly PlanRow[]): Promise<PlanView[]> {
  const makerIds = [...new Set(plans.map(({ createdById }) => createdById))];
  const makers = await db.user.findMany({ where: { id: { in: makerIds } }, select: { id: true, name: true } });
  const names = new Map(makers.map(({ id, name }) => [id, name]));
  return plans.map((plan) => toPlanView(plan, names.get(plan.createdById) ?? ""));
}

const toPlanView = (plan: PlanRow, createdByName: string): PlanView => ({
  id: plan.id,
  club_id: plan.clubId,
  terrain_id: plan.courtId,
  court_name: plan.court.name,
  title: plan.title,
  starts_on: toDay(plan.startsOn),
  start_time: timeOf(plan.startMinute),
  duration_minutes: plan.durationMinutes,
  weekly: plan.weekly,
  ends_on: plan.endsOn && toDay(plan.endsOn),
  timezone: plan.club.timezone,
  created_by_name: createdByName,
  created_at: plan.createdAt.toISOString(),
});
