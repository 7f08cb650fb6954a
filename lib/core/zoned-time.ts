/** A calendar day as a wall in some time zone shows it: `2026-03-29`. */
export type Day = string;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Days after `day`; before it when negative. */
export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** Days from one to the other; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** 0 for Monday … 6 for Sunday. */
export const weekday = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** `19:00` as minutes after midnight. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes after midnight as `19:00`; past midnight it begins anew. */
export const timeOf = (minute: number): string =>
  [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** What a wall clock in `timeZone` shows at an instant: the day, and the minutes since its midnight. */
export function wallClock(atMs: number, timeZone: string): { day: Day; minute: number } {
  const wall = new Date(atMs + zoneOffsetMs(atMs, timeZone));
  return { day: wall.toISOString().slice(0, 10), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() };
}

/**
 * The instant, in epoch milliseconds, at which a wall clock shows `minute` minutes after midnight of `day`. A time that the
 * clocks skip (02:30 on the night summer time begins) becomes the first instant that exists after it (03:00); of a time
 * they show twice it is the first. Throws RangeError for an unknown time zone.
 */
export function instantOf(day: Day, minute: number, timeZone: string): number {
  const wallMs = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  // No zone changes twice within two days, so these are the offsets before and after a change near this time, if any.
  const candidates = [wallMs - DAY_MS, wallMs + DAY_MS].map((nearMs) => wallMs - zoneOffsetMs(nearMs, timeZone));
  const shown = candidates.filter((atMs) => atMs + zoneOffsetMs(atMs, timeZone) === wallMs);
  return shown.length > 0 ? Math.min(...shown) : endOfGap(wallMs, candidates, timeZone);
}

/** The first instant at which the wall clock shows more than `wallMs`, when it never shows that itself. */
function endOfGap(wallMs: number, candidates: number[], timeZone: string): number {
  let [before, after] = [Math.min(...candidates), Math.max(...candidates)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + zoneOffsetMs(middle, timeZone) < wallMs) before = middle;
    else after = middle;
  }
  return after;
}

/** How far the wall clock is ahead of UTC at an instant. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  // The parts below end at the second.
  const wholeMs = Math.floor(atMs / 1_000) * 1_000;
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(wholeMs)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const { year, month, day, hour, minute, second } = parts as Record<"year" | Unit, number>;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
}
type Unit = "month" | "day" | "hour" | "minute" | "second";

/** Making one costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const two = "2-digit" as const;
  const parts = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  const made = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...parts });
  formatters.set(timeZone, made);
  return made;
}
