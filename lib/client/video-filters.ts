import { dayRange, isDay } from "./day-start";
import { type AddressFilters, writeTexts } from "./use-address-filters";

export const VIDEO_KINDS = ["recording", "clip"] as const;
export type VideoKind = (typeof VIDEO_KINDS)[number];

/** As in the address of the page; days are the club's. */
export type VideoFilters = {
  /** Only super admins choose one. */
  club: string | null;
  court: string | null;
  from: string | null;
  to: string | null;
  /** Whose session it was. */
  person: string | null;
  /** Null for recordings. */
  kind: VideoKind | null;
};
export const NO_FILTERS: VideoFilters = { club: null, court: null, from: null, to: null, person: null, kind: null };

const toId = (text: string | null): string | null => (text && /^\d{1,9}$/.test(text) ? text : null);

export function readFilters(search: { get(name: string): string | null }): VideoFilters {
  const [from, to, kind] = [search.get("from"), search.get("to"), search.get("kind")];
  return {
    club: toId(search.get("club")),
    court: toId(search.get("court")),
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    person: toId(search.get("person")),
    kind: VIDEO_KINDS.find((one) => one === kind) ?? null,
  };
}

export const VIDEO_FILTERS: AddressFilters<VideoFilters> = { read: readFilters, write: writeTexts };

/** What the API is asked: whole days in the club's time zone, both ends included. */
export const toQuery = ({ club, court, person, kind, ...days }: VideoFilters, timeZone: string) => ({
  kind: kind ?? "recording",
  club_id: club ?? undefined,
  terrain_id: court ?? undefined,
  created_by: person ?? undefined,
  ...dayRange(days, timeZone),
});
