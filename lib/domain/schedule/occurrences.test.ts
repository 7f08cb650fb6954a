import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, wallClock, weekday } from "@/lib/core/zoned-time";
import { occurrenceAt, occurrences, type Rule } from "./occurrences";

const rule = (change: Partial<Rule> = {}): Rule => ({
  startsOn: "2026-03-24",
  startMinute: 19 * 60,
  durationMinutes: 90,
  weekly: true,
  endsOn: null,
  timeZone: "Europe/Paris",
  ...change,
});
const starts = (of: Rule, from: string, to: string) =>
  occurrences(of, new Date(from), new Date(to)).map(({ startsAt }) => startsAt.toISOString());

describe("a weekly 19:00", () => {
  test("stays 19:00 on the wall across both changes of the clocks", () => {
    expect(starts(rule(), "2026-03-20T00:00:00Z", "2026-04-10T00:00:00Z")).toEqual([
      "2026-03-24T18:00:00.000Z",
      "2026-03-31T17:00:00.000Z",
      "2026-04-07T17:00:00.000Z",
    ]);
    expect(starts(rule(), "2026-10-19T00:00:00Z", "2026-11-01T00:00:00Z")).toEqual([
      "2026-10-20T17:00:00.000Z",
      "2026-10-27T18:00:00.000Z",
    ]);
  });
  test("ends with its last day, that day included", () => {
    const to = "2026-06-01T00:00:00Z";
    expect(starts(rule({ endsOn: "2026-03-31" }), "2026-03-01T00:00:00Z", to)).toHaveLength(2);
    expect(starts(rule({ endsOn: "2026-03-30" }), "2026-03-01T00:00:00Z", to)).toHaveLength(1);
  });
});

describe("02:30 on the night the clocks change", () => {
  const night = (startsOn: string) => rule({ startsOn, startMinute: 150, weekly: false, durationMinutes: 60 });
  test("in spring starts at the first instant that exists, 03:00, and lasts as long as planned", () => {
    const [only, ...more] = occurrences(night("2026-03-29"), new Date("2026-03-28"), new Date("2026-03-30"));
    expect(more).toEqual([]);
    expect(only!.startsAt.toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(wallClock(only!.startsAt.getTime(), "Europe/Paris")).toEqual({ day: "2026-03-29", minute: 180 });
    expect(only!.endsAt.toISOString()).toBe("2026-03-29T02:00:00.000Z");
  });
  test("in autumn is once, at the first 02:30", () => {
    expect(starts(night("2026-10-25"), "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z")).toEqual([
      "2026-10-25T00:30:00.000Z",
    ]);
  });
});

test("one that began before midnight reaches into the next day; one that ends at the beginning does not", () => {
  const late = rule({ startMinute: 23 * 60, durationMinutes: 120 });
  expect(starts(late, "2026-03-24T23:30:00Z", "2026-03-25T10:00:00Z")).toEqual(["2026-03-24T22:00:00.000Z"]);
  expect(starts(late, "2026-03-25T00:00:00Z", "2026-03-25T10:00:00Z")).toEqual([]);
});

test("a time of the plan is known by its start, and nothing else is", () => {
  expect(occurrenceAt(rule(), new Date("2026-03-31T17:00:00.000Z"))).toMatchObject({ day: "2026-03-31" });
  expect(occurrenceAt(rule(), new Date("2026-03-31T17:00:00.001Z"))).toBeNull();
  expect(occurrenceAt(rule(), new Date("2026-03-31T18:00:00.000Z"))).toBeNull();
});

const anyRule = fc.record({
  startsOn: fc.integer({ min: 0, max: 1_500 }).map((count) => addDays("2025-01-01", count)),
  startMinute: fc.integer({ min: 0, max: 1_439 }),
  durationMinutes: fc.integer({ min: 1, max: 600 }),
  weekly: fc.boolean(),
  timeZone: fc.constantFrom("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo"),
  weeks: fc.option(fc.integer({ min: 0, max: 60 })),
});
type Any = typeof anyRule extends fc.Arbitrary<infer T> ? T : never;
const toRule = ({ weeks, ...rest }: Any): Rule => ({
  ...rest,
  endsOn: weeks === null ? null : addDays(rest.startsOn, weeks * 7),
});
const instant = fc.integer({ min: 0, max: 1_500 * 24 }).map((hours) => new Date(Date.UTC(2025, 0, 1, hours)));

test("on the day of the week, at the hour on the wall, as long as planned, one a day; a time the clocks skip comes later", () => {
  fc.assert(
    fc.property(anyRule, instant, (any, from) => {
      const of = toRule(any);
      const found = occurrences(of, from, new Date(from.getTime() + 40 * 86_400_000));
      for (const { day, startsAt, endsAt } of found) {
        expect(weekday(day)).toBe(weekday(of.startsOn));
        expect(day >= of.startsOn && (!of.weekly || of.endsOn === null || day <= of.endsOn)).toBe(true);
        expect(endsAt.getTime() - startsAt.getTime()).toBe(of.durationMinutes * 60_000);
        const wall = wallClock(startsAt.getTime(), of.timeZone);
        expect(wall.day).toBe(day);
        // Exactly the hour, or the end of a gap of at most an hour in which the hour would lie.
        expect(wall.minute - of.startMinute).toBeGreaterThanOrEqual(0);
        expect(wall.minute - of.startMinute).toBeLessThanOrEqual(60);
        expect(occurrenceAt(of, startsAt)).toEqual({ day, startsAt, endsAt });
      }
      expect(new Set(found.map(({ day }) => day)).size).toBe(found.length);
      if (!of.weekly) expect(found.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test("asking in two parts finds the same as asking at once", () => {
  fc.assert(
    fc.property(anyRule, instant, fc.integer({ min: 1, max: 900 }), (any, from, hours) => {
      const of = toRule(any);
      const middle = new Date(from.getTime() + hours * 3_600_000);
      const to = new Date(from.getTime() + 1_000 * 3_600_000);
      const key = ({ startsAt }: { startsAt: Date }) => startsAt.getTime();
      const parts = [...occurrences(of, from, middle), ...occurrences(of, middle, to)].map(key);
      expect([...new Set(parts)]).toEqual(occurrences(of, from, to).map(key));
    }),
    { numRuns: 300 },
  );
});
