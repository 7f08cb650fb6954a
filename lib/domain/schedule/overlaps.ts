import { addDays, type Day, instantOf } from "@/lib/core/zoned-time";
import { type Occurrence, occurrences, type Rule } from "./occurrences";

/** A plan as far as its times go; on `skipped` days it does not happen. */
export type Course = { rule: Rule; skipped: ReadonlySet<Day> };

/** More than a year of weeks: every change of the clocks is in it, and after it the weeks repeat. */
const HORIZON_DAYS = 400;

type Span = { startsAt: Date; endsAt: Date };
export const overlap = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** What of a plan is left after `from`, without the days it skips. */
export const upcoming = ({ rule, skipped }: Course, from: Date, to: Date): Occurrence[] =>
  occurrences(rule, from, to).filter(({ day }) => !skipped.has(day));

/** The first time after `now` at which both plans would record at once: what `a` does then, and what `b` does. Null: never. */
export function firstOverlap(a: Course, b: Course, now: Date): { a: Occurrence; b: Occurrence } | null {
  const from = new Date(Math.max(now.getTime(), beginMs(a.rule), beginMs(b.rule)));
  const to = new Date(from.getTime() + HORIZON_DAYS * 86_400_000);
  const theirs = upcoming(b, from, to);
  let next = 0;
  for (const own of upcoming(a, from, to)) {
    while (next < theirs.length && theirs[next]!.endsAt <= own.startsAt) next += 1;
    const other = theirs[next];
    if (other && overlap(own, other)) return { a: own, b: other };
  }
  return null;
}

/** Before anything of the plan. */
const beginMs = ({ startsOn, timeZone }: Rule): number => instantOf(addDays(startsOn, -1), 0, timeZone);
