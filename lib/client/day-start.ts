import { addDays, instantOf } from "@/lib/core/zoned-time";

/** The moment a calendar day (`2026-03-29`) begins in a time zone. */
export const dayStart = (day: string, timeZone: string): Date => new Date(instantOf(day, 0, timeZone));

/** The calendar day after this one. */
export const nextDay = (day: string): string => addDays(day, 1);

/** While a year is being typed, the input says 0002, 0020, 0202: nobody means those. */
export const isDay = (text: string | null): text is string =>
  text !== null && /^2\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Whole days in a time zone, both included, as a list is asked for them; what is no day asks for nothing. */
export const dayRange = ({ from, to }: { from: string | null; to: string | null }, timeZone: string) => ({
  from: isDay(from) ? dayStart(from, timeZone).toISOString() : undefined,
  to: isDay(to) ? dayStart(nextDay(to), timeZone).toISOString() : undefined,
});
