import { authorize } from "@/lib/auth/permissions";
import type { CreatePlan } from "@/lib/contracts/schedule";
import { AppError } from "@/lib/core/errors";
import { minuteOf } from "@/lib/core/zoned-time";
import type { Db, Tx } from "@/lib/db/client";
import type { Ctx } from "../context";
import { lastOccurrence, type Rule } from "./occurrences";
import { fromDay } from "./plan";

/** A plan as somebody wrote it down, with the court it names. */
export type Draft = { courtId: number; clubId: number; timeZone: string; rule: Rule };

/** Throws `not_found` for a court that is not theirs, `unprocessable` when nothing of the plan lies ahead. */
export async function draftPlan(ctx: Ctx, input: Omit<CreatePlan, "title">, db: Db | Tx = ctx.db): Promise<Draft> {
  const court = await db.court.findFirst({
    where: { id: input.terrain_id, deletedAt: null },
    include: { club: { select: { timezone: true } } },
  });
  authorize(ctx.actor, "schedule:write", court, "Court");
  const timeZone = court.club.timezone;
  const rule = toRuleOf(input, timeZone);
  if (rule.endsOn !== null && rule.endsOn < rule.startsOn)
    throw new AppError("unprocessable", "The last day is before the first one. Choose a later last day.");
  const last = lastOccurrence(rule);
  if (last && last.endsAt <= ctx.clock.now())
    throw new AppError("unprocessable", "This time is over already. Choose one that lies ahead.");
  return { courtId: court.id, clubId: court.clubId, timeZone, rule };
}

const toRuleOf = (input: Omit<CreatePlan, "title">, timeZone: string): Rule => ({
  startsOn: input.starts_on,
  startMinute: minuteOf(input.start_time),
  durationMinutes: input.duration_minutes,
  weekly: input.weekly,
  endsOn: input.weekly ? input.ends_on : null,
  timeZone,
});

/** The columns of a plan that say where and when. */
export const toColumns = ({ courtId, clubId, rule }: Draft) => ({
  clubId,
  courtId,
  startsOn: fromDay(rule.startsOn),
  startMinute: rule.startMinute,
  durationMinutes: rule.durationMinutes,
  weekly: rule.weekly,
  endsOn: rule.endsOn && fromDay(rule.endsOn),
});
