import { dayStart, nextDay } from "./day-start";

/** As in the address of the page; days are the club's. "" filters nothing. */
export type AuditFilters = { actor: string; action: string; target: string; from: string; to: string };

export const NO_AUDIT_FILTERS: AuditFilters = { actor: "", action: "", target: "", from: "", to: "" };
const NAMES = Object.keys(NO_AUDIT_FILTERS) as (keyof AuditFilters)[];

/** While a year is being typed, the input says 0002, 0020, 0202: nobody means those. */
const isDay = (text: string): boolean => /^2\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

export const readAuditFilters = (search: { get(name: string): string | null }): AuditFilters =>
  Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? ""])) as AuditFilters;

export function writeAuditFilters(filters: AuditFilters): string {
  const search = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) search.set(name, filters[name]);
  return search.size > 0 ? `?${search}` : "";
}

/** What the API is asked: whole days in the club's time zone, both ends included. */
export const toAuditQuery = ({ actor, action, target, from, to }: AuditFilters, timeZone: string) => ({
  actor: actor.trim().slice(0, 80) || undefined,
  action: /^[a-z_]+(\.[a-z_]+)*$/.test(action) ? action : undefined,
  target: target.trim().slice(0, 80) || undefined,
  from: isDay(from) ? dayStart(from, timeZone).toISOString() : undefined,
  to: isDay(to) ? dayStart(nextDay(to), timeZone).toISOString() : undefined,
});
