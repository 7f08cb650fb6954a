import { dayStart, nextDay } from "./day-start";

/** As in the address of the page; days are the club's. */
export type VideoFilters = { court: string | null; from: string | null; to: string | null };

/** While a year is being typed, the input says 0002, 0020, 0202: nobody means those. */
const isDay = (text: string | null): text is string => text !== null && /^2\d{3}-\d\d-\d\d$/.test(text);

export function readFilters(search: { get(name: string): string | null }): VideoFilters {
  const [court, from, to] = [search.get("court"), search.get("from"), search.get("to")];
  return {
    court: court && /^\d{1,9}$/.test(court) ? court : null,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
  };
}

export function writeFilters(filters: VideoFilters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
  return search.size > 0 ? `?${search}` : "";
}

/** What the API is asked: whole days in the club's time zone, both ends included. */
export const toQuery = ({ court, from, to }: VideoFilters, timeZone: string) => ({
  kind: "recording",
  terrain_id: court ?? undefined,
  from: isDay(from) ? dayStart(from, timeZone).toISOString() : undefined,
  to: isDay(to) ? dayStart(nextDay(to), timeZone).toISOString() : undefined,
});
