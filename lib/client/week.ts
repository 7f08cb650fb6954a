import type { OccurrenceView } from "@/lib/contracts/schedule";
import { addDays, type Day, wallClock, weekday } from "@/lib/core/zoned-time";

/** The Monday of the week a day lies in. */
export const mondayOf = (day: Day): Day => addDays(day, -weekday(day));

export const daysOfWeek = (monday: Day): Day[] => Array.from({ length: 7 }, (_, index) => addDays(monday, index));

/** What is asked for a week: whatever the club's time zone is, the week lies in it. */
export const weekSpan = (monday: Day): { from: string; to: string } => ({
  from: `${addDays(monday, -1)}T00:00:00.000Z`,
  to: `${addDays(monday, 8)}T00:00:00.000Z`,
});

/** `?week=` of an address; null for none, or one that is no day. */
export function weekOfAddress(text: string | null): Day | null {
  if (!text || !/^20\d\d-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) return null;
  return mondayOf(text);
}

/** The part of an occurrence on one day, in minutes of the wall clock, beside what else is there then. */
export type Segment = {
  occurrence: OccurrenceView;
  fromMinute: number;
  toMinute: number;
  /** It goes on from the day before, or into the next one. */
  isTail: boolean;
  lane: number;
  lanes: number;
};

const DAY_MINUTES = 1_440;
/** As long as a block that can be read. */
const SHORTEST = 15;

/** What happens on a day, side by side where it happens at once. */
export function segmentsOn(day: Day, occurrences: readonly OccurrenceView[], timeZone: string): Segment[] {
  const found = occurrences.flatMap((occurrence) => {
    const start = wallClock(Date.parse(occurrence.starts_at), timeZone);
    const end = wallClock(Date.parse(occurrence.ends_at), timeZone);
    // One that ends with the day does not begin the next.
    const isHere = start.day === day || (start.day < day && (end.day > day || (end.day === day && end.minute > 0)));
    if (!isHere) return [];
    const fromMinute = start.day === day ? start.minute : 0;
    const until = end.day === day ? end.minute : DAY_MINUTES;
    const toMinute = Math.min(DAY_MINUTES, Math.max(until, fromMinute + SHORTEST));
    return [{ occurrence, fromMinute, toMinute, isTail: start.day < day, lane: 0, lanes: 1 }];
  });
  found.sort((a, b) => a.fromMinute - b.fromMinute || a.occurrence.terrain_id - b.occurrence.terrain_id);
  return inLanes(found);
}

/** Each takes the first lane that is free; those that touch each other share the width. */
function inLanes(segments: Segment[]): Segment[] {
  let group: Segment[] = [];
  let groupEnd = 0;
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane)) + 1;
    for (const segment of group) segment.lanes = lanes;
    group = [];
  };
  for (const segment of segments) {
    if (segment.fromMinute >= groupEnd) close();
    const taken = new Set(group.filter(({ toMinute }) => toMinute > segment.fromMinute).map(({ lane }) => lane));
    while (taken.has(segment.lane)) segment.lane += 1;
    group.push(segment);
    groupEnd = Math.max(groupEnd, segment.toMinute);
  }
  close();
  return segments;
}

/**
 * The hours a week is drawn from and to: the club's day, and whatever begins or ends outside of it. What only goes on from
 * the day before does not stretch it; it has an hour of room at the top instead, where it is drawn as a strip.
 */
export function hoursShown(segments: readonly Segment[]): { first: number; last: number } {
  const starts = segments.filter(({ isTail }) => !isTail).map(({ fromMinute }) => Math.floor(fromMinute / 60));
  const first = Math.min(8, ...starts);
  const hasStrip = segments.some(({ isTail, toMinute }) => isTail && toMinute <= first * 60);
  const last = Math.max(22, ...segments.map(({ toMinute }) => Math.ceil(toMinute / 60)));
  return { first: hasStrip ? Math.max(0, first - 1) : first, last };
}
