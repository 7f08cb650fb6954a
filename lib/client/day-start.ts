import { addDays, instantOf } from "@/lib/core/zoned-time";

/** The moment a calendar day (`2026-03-29`) begins in a time zone. */
export const dayStart = (day: string, timeZone: string): Date => new Date(instantOf(day, 0, timeZone));

/** The calendar day after this one. */
export const nextDay = (day: string): string => addDays(day, 1);
