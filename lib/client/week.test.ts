import fc from "fast-check";
import { expect, test } from "vitest";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { hoursShown, mondayOf, segmentsOn, weekOfAddress } from "./week";

const PARIS = "Europe/Paris";
const occurrence = (starts_at: string, minutes: number, terrain_id = 1): OccurrenceView => ({
  plan_id: "p",
  ...{
    terrain_id,
    court_name: "Court",
    title: "",
    weekly: false,
    state: "planned",
    attempts: 0,
    cause: null,
    error: null,
  },
  ...{ session_id: null, recording: null, file_id: null, conflict: null },
  starts_at,
  ends_at: new Date(Date.parse(starts_at) + minutes * 60_000).toISOString(),
});
const minutes = (day: string, ...of: OccurrenceView[]) =>
  segmentsOn(day, of, PARIS).map(({ fromMinute, toMinute, isTail }) => [fromMinute, toMinute, isTail]);

test("a week begins on Monday", () => {
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  expect([weekOfAddress("2026-11-25"), weekOfAddress("x"), weekOfAddress("2026-13-45"), weekOfAddress(null)]).toEqual([
    "2026-11-23",
    null,
    null,
    null,
  ]);
});

test("what goes past midnight is on both days, what ends with the day is not", () => {
  const late = occurrence("2026-11-23T22:00:00.000Z", 120); // 23:00 – 01:00
  expect(minutes("2026-11-23", late)).toEqual([[1_380, 1_440, false]]);
  expect(minutes("2026-11-24", late)).toEqual([[0, 60, true]]);
  const full = occurrence("2026-11-23T22:00:00.000Z", 60);
  expect(minutes("2026-11-24", full)).toEqual([]);
});

test("on the nights the clocks change it is drawn where the wall clock says", () => {
  expect(minutes("2026-03-29", occurrence("2026-03-29T00:30:00.000Z", 60))).toEqual([[90, 210, false]]);
  expect(minutes("2026-10-25", occurrence("2026-10-25T00:30:00.000Z", 60))).toEqual([[150, 165, false]]);
});

test("two at once stand side by side, a third after them has the whole width", () => {
  const at = (time: string, court: number) => occurrence(`2026-11-23T${time}:00.000Z`, 60, court);
  const laid = segmentsOn("2026-11-23", [at("18:00", 1), at("18:30", 2), at("19:00", 3), at("21:00", 1)], PARIS);
  expect(laid.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
  expect(hoursShown(laid)).toEqual({ first: 8, last: 23 });
});

test("a night that goes on in the morning does not stretch the week to midnight", () => {
  const late = occurrence("2026-11-23T22:00:00.000Z", 180);
  const early = occurrence("2026-11-24T05:30:00.000Z", 60);
  expect(hoursShown(segmentsOn("2026-11-24", [late], PARIS))).toEqual({ first: 7, last: 22 });
  expect(hoursShown(segmentsOn("2026-11-24", [late, early], PARIS))).toEqual({ first: 5, last: 22 });
  expect(hoursShown(segmentsOn("2026-11-24", [early], PARIS))).toEqual({ first: 6, last: 22 });
  expect(hoursShown(segmentsOn("2026-11-23", [late], PARIS))).toEqual({ first: 8, last: 24 });
});

test("nothing is drawn over something else", () => {
  const any = fc.record({ start: fc.integer({ min: 0, max: 1_300 }), length: fc.integer({ min: 1, max: 600 }) });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (list) => {
      const base = Date.parse("2026-11-23T00:00:00.000Z");
      const of = list.map(({ start, length }) => occurrence(new Date(base + start * 60_000).toISOString(), length));
      const laid = segmentsOn("2026-11-23", of, "UTC");
      for (const a of laid)
        for (const b of laid)
          if (a !== b && a.lane === b.lane) expect(a.fromMinute >= b.toMinute || b.fromMinute >= a.toMinute).toBe(true);
      expect(laid.every(({ lane, lanes }) => lane < lanes)).toBe(true);
    }),
  );
});
