import { addDays, type Day, daysBetween, instantOf, wallClock } from "@/lib/core/zoned-time";

/** When a plan records: once, or every week on the same day of the week, by the club's wall clock. */
export type Rule = {
  /** First day, as the club's calendar has it. */
  startsOn: Day;
  /** Minutes after midnight on the club's clock. */
  startMinute: number;
  /** Of real time, also across a change of clocks. */
  durationMinutes: number;
  weekly: boolean;
  /** Last day a weekly plan may start on; null for ever. */
  endsOn: Day | null;
  timeZone: string;
};

/** One time of a plan. `day` is the club's calendar day it starts on, whatever the clocks did that night. */
export type Occurrence = { day: Day; startsAt: Date; endsAt: Date };

const MINUTE_MS = 60_000;

export function occurrenceOn(rule: Rule, day: Day): Occurrence {
  const startMs = instantOf(day, rule.startMinute, rule.timeZone);
  return { day, startsAt: new Date(startMs), endsAt: new Date(startMs + rule.durationMinutes * MINUTE_MS) };
}

/**
 * The times of a plan that have something in common with [from, to), in order. A start at a time the clocks skip is at the
 * first instant that exists; a start at a time they show twice is once, at the first.
 */
export function occurrences(rule: Rule, from: Date, to: Date): Occurrence[] {
  const found: Occurrence[] = [];
  // One that began the day before may reach in, and one of a day the clocks skip begins on the next.
  const lastDay = addDays(wallClock(to.getTime(), rule.timeZone).day, 1);
  for (let day = firstDay(rule, from); day !== null && day <= lastDay; day = nextDay(rule, day)) {
    const occurrence = occurrenceOn(rule, day);
    if (occurrence.endsAt > from && occurrence.startsAt < to) found.push(occurrence);
  }
  return found;
}

/** The occurrence of this plan that starts at exactly this instant, or null. */
export function occurrenceAt(rule: Rule, startsAt: Date): Occurrence | null {
  const around = occurrences(rule, startsAt, new Date(startsAt.getTime() + 1));
  return around.find((occurrence) => occurrence.startsAt.getTime() === startsAt.getTime()) ?? null;
}

/** The last time of a plan; null when it has no end. */
export function lastOccurrence(rule: Rule): Occurrence | null {
  if (!rule.weekly) return occurrenceOn(rule, rule.startsOn);
  if (rule.endsOn === null) return null;
  const weeks = Math.floor(daysBetween(rule.startsOn, rule.endsOn) / 7);
  return occurrenceOn(rule, addDays(rule.startsOn, weeks * 7));
}

/** A day of the plan from which on an occurrence may reach past `from`; null when there is none. */
function firstDay(rule: Rule, from: Date): Day | null {
  if (!rule.weekly) return rule.startsOn;
  const reachBackDays = Math.ceil(rule.durationMinutes / 1_440) + 1;
  const earliest = addDays(wallClock(from.getTime(), rule.timeZone).day, -reachBackDays);
  const weeks = Math.max(0, Math.ceil(daysBetween(rule.startsOn, earliest) / 7));
  const day = addDays(rule.startsOn, weeks * 7);
  return rule.endsOn !== null && day > rule.endsOn ? null : day;
}

function nextDay(rule: Rule, day: Day): Day | null {
  if (!rule.weekly) return null;
  const next = addDays(day, 7);
  return rule.endsOn !== null && next > rule.endsOn ? null : next;
}
