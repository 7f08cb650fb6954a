import { expect, test } from "vitest";
import { AUDIT_FILTERS, NO_AUDIT_FILTERS, readAuditFilters, toAuditQuery } from "./audit-filters";

test("filters survive the address", () => {
  const filters = { ...NO_AUDIT_FILTERS, actor: "Léa & co", action: "camera.create", from: "2026-03-29" };
  expect(readAuditFilters(new URLSearchParams(AUDIT_FILTERS.write(filters)))).toEqual(filters);
  expect(AUDIT_FILTERS.write(NO_AUDIT_FILTERS)).toBe("");
});

test("days are whole ones of the club, also where the clocks change", () => {
  const query = toAuditQuery({ ...NO_AUDIT_FILTERS, from: "2026-03-29", to: "2026-03-29" }, "Europe/Paris");
  expect(query).toMatchObject({ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
});

test("what nobody means is not asked", () => {
  const query = toAuditQuery({ actor: "  ", action: "Robert'); --", target: "", from: "0002-01-01", to: "x" }, "UTC");
  expect(Object.values(query).filter((value) => value !== undefined)).toEqual([]);
});
