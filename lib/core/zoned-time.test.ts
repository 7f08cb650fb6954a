import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, instantOf, wallClock, weekday, zoneOffsetMs } from "./zoned-time";

const PARIS = "Europe/Paris";
const at = (day: string, time: string, zone = PARIS) => {
  const [hours, minutes] = time.split(":").map(Number);
  return new Date(instantOf(day, hours! * 60 + minutes!, zone)).toISOString();
};

describe("an hour on the wall", () => {
  test("is one instant on an ordinary day, in winter and in summer", () => {
    expect(at("2026-01-15", "19:00")).toBe("2026-01-15T18:00:00.000Z");
    expect(at("2026-07-15", "19:00")).toBe("2026-07-15T17:00:00.000Z");
  });
  test("that the spring night skips is the first instant that exists", () => {
    for (const skipped of ["02:00", "02:01", "02:30", "02:59", "03:00"])
      expect(at("2026-03-29", skipped)).toBe("2026-03-29T01:00:00.000Z");
    expect(at("2026-03-29", "01:59")).toBe("2026-03-29T00:59:00.000Z");
    expect(at("2026-03-29", "03:01")).toBe("2026-03-29T01:01:00.000Z");
  });
  test("that the autumn night shows twice is the first of them", () => {
    expect(at("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
    expect(at("2026-10-25", "03:00")).toBe("2026-10-25T02:00:00.000Z");
  });
  test("holds where clocks change at midnight, by half an hour, or by a whole day", () => {
    expect(at("2026-04-24", "00:00", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
    expect(at("2026-10-04", "02:15", "Australia/Lord_Howe")).toBe("2026-10-03T15:30:00.000Z");
    expect(at("2011-12-30", "19:00", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
  });
});

const ZONES = [
  PARIS,
  "UTC",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/Santiago",
  "Africa/Cairo",
];
const zone = fc.constantFrom(...ZONES);
const day = fc.integer({ min: 0, max: 5_000 }).map((count) => addDays("2020-01-01", count));
const minute = fc.integer({ min: 0, max: 1_439 });

test("the wall shows what was asked at that instant, or that time does not exist and nothing between was shown", () => {
  fc.assert(
    fc.property(zone, day, minute, (timeZone, asked, minutes) => {
      const instant = instantOf(asked, minutes, timeZone);
      const shown = wallClock(instant, timeZone);
      if (shown.day === asked && shown.minute === minutes) {
        // The first one: an hour or half an hour earlier the wall showed something else.
        for (const backMinutes of [30, 60]) {
          const earlier = wallClock(instant - backMinutes * 60_000, timeZone);
          expect(earlier).not.toEqual(shown);
        }
        return;
      }
      const before = wallClock(instant - 1_000, timeZone);
      const order = (wall: { day: string; minute: number }) => `${wall.day} ${String(wall.minute).padStart(4, "0")}`;
      expect(order(before) < order({ day: asked, minute: minutes })).toBe(true);
      expect(order(shown) > order({ day: asked, minute: minutes })).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("later on the wall is never earlier in time", () => {
  fc.assert(
    fc.property(zone, day, minute, minute, (timeZone, one, a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)];
      expect(instantOf(one, early, timeZone)).toBeLessThanOrEqual(instantOf(one, late, timeZone));
    }),
  );
});

test("offsets are exact to the second, whatever the millisecond", () => {
  expect(zoneOffsetMs(Date.parse("2026-03-29T00:59:59.999Z"), PARIS)).toBe(3_600_000);
  expect(zoneOffsetMs(Date.parse("2026-03-29T01:00:00.000Z"), PARIS)).toBe(7_200_000);
});

test("days are counted on the calendar", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect([weekday("2026-11-23"), weekday("2026-11-29")]).toEqual([0, 6]);
});
