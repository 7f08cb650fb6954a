import { dayRange } from "./day-start";
import { type AddressFilters, writeTexts } from "./use-address-filters";

/** As in the address of the page; days are the club's. "" filters nothing. */
export type AuditFilters = { actor: string; action: string; target: string; from: string; to: string };

export const NO_AUDIT_FILTERS: AuditFilters = { actor: "", action: "", target: "", from: "", to: "" };
const NAMES = Object.keys(NO_AUDIT_FILTERS) as (keyof AuditFilters)[];

export const readAuditFilters = (search: { get(name: string): string | null }): AuditFilters =>
  Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? ""])) as AuditFilters;

export const AUDIT_FILTERS: AddressFilters<AuditFilters> = { read: readAuditFilters, write: writeTexts };

/** What the API is asked: whole days in the club's time zone, both ends included. */
export const toAuditQuery = ({ actor, action, target, ...days }: AuditFilters, timeZone: string) => ({
  actor: actor.trim().slice(0, 80) || undefined,
  action: /^[a-z_]+(\.[a-z_]+)*$/.test(action) ? action : undefined,
  target: target.trim().slice(0, 80) || undefined,
  ...dayRange(days, timeZone),
});
