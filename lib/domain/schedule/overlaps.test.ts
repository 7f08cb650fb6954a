import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/core/zoned-time";
import type { Rule } from "./occurrences";
import { type Course, firstOverlap, overlap, upcoming } from "./overlaps";

const NOW = new Date("2026-03-01T00:00:00Z");
const course = (change: Partial<Rule> = {}, skipped: string[] = []): Course => ({
  rule: {
    startsOn: "2026-03-24",
    startMinute: 19 * 60,
    durationMinutes: 90,
    weekly: true,
    endsOn: null,
    timeZone: "Europe/Paris",
    ...change,
  },
  skipped: new Set(skipped),
});
const days = (a: Course, b: Course, now = NOW) => {
  const found = firstOverlap(a, b, now);
  return found && [found.a.day, found.b.day];
};

describe("two plans on one court", () => {
  test("one after the other do not touch", () => {
    expect(days(course(), course({ startMinute: 20 * 60 + 30 }))).toBeNull();
    expect(days(course(), course({ startMinute: 20 * 60 + 29 }))).toEqual(["2026-03-24", "2026-03-24"]);
  });
  test("across midnight, on the day before", () => {
    const late = course({ startsOn: "2026-03-23", startMinute: 23 * 60, durationMinutes: 120 });
    const early = course({ startMinute: 0, durationMinutes: 30 });
    expect(days(late, early)).toEqual(["2026-03-23", "2026-03-24"]);
    expect(days(early, late)).toEqual(["2026-03-24", "2026-03-23"]);
  });
  test("on a day that one of them skips, not", () => {
    const once = course({ startsOn: "2026-03-31", weekly: false });
    expect(days(once, course())).toEqual(["2026-03-31", "2026-03-31"]);
    expect(days(once, course({}, ["2026-03-31"]))).toBeNull();
  });
  test("only when the clocks change", () => {
    // 02:30 becomes 03:00 that night, where another one stands every Sunday.
    const night = course({ startsOn: "2026-03-01", startMinute: 150, durationMinutes: 30 });
    const three = course({ startsOn: "2026-03-01", startMinute: 180, durationMinutes: 30 });
    expect(days(night, three)).toEqual(["2026-03-29", "2026-03-29"]);
  });
  test("long after, when one begins then or the other has ended before", () => {
    expect(days(course(), course({ startsOn: "2029-05-01", weekly: false }))).toEqual(["2029-05-01", "2029-05-01"]);
    expect(days(course({ endsOn: "2029-04-24" }), course({ startsOn: "2029-05-01" }))).toBeNull();
  });
  test("what is over does not count", () => {
    const once = course({ weekly: false });
    expect(days(once, once, new Date("2026-03-24T19:29:59Z"))).toEqual(["2026-03-24", "2026-03-24"]);
    expect(days(once, once, new Date("2026-03-24T19:30:00Z"))).toBeNull();
  });
});

test("finds what comparing everything with everything finds", () => {
  const anyCourse = fc
    .record({
      offset: fc.integer({ min: 0, max: 20 }),
      startMinute: fc.integer({ min: 0, max: 1_439 }),
      durationMinutes: fc.integer({ min: 1, max: 600 }),
      weekly: fc.boolean(),
      weeks: fc.option(fc.integer({ min: 0, max: 4 })),
    })
    .map(({ offset, weeks, ...rest }) => {
      const startsOn = addDays("2026-03-20", offset);
      return course({ ...rest, startsOn, endsOn: weeks === null ? null : addDays(startsOn, 7 * weeks) });
    });
  fc.assert(
    fc.property(anyCourse, anyCourse, (a, b) => {
      const to = new Date("2027-05-01T00:00:00Z");
      const theirs = upcoming(b, NOW, to);
      const first = upcoming(a, NOW, to).find((own) => theirs.some((other) => overlap(own, other)));
      expect(firstOverlap(a, b, NOW)?.a ?? null).toEqual(first ?? null);
    }),
    { numRuns: 150 },
  );
});
