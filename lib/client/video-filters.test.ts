import { expect, test } from "vitest";
import { dayStart, nextDay } from "./day-start";
import { NO_FILTERS, readFilters, toQuery, VIDEO_FILTERS } from "./video-filters";

test.each([
  ["2026-01-15", "Europe/Paris", "2026-01-14T23:00:00.000Z"],
  ["2026-03-29", "Europe/Paris", "2026-03-28T23:00:00.000Z"], // clocks go forward that night
  ["2026-03-30", "Europe/Paris", "2026-03-29T22:00:00.000Z"],
  ["2026-10-26", "Europe/Paris", "2026-10-25T23:00:00.000Z"],
  ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
  ["2026-07-01", "Asia/Kolkata", "2026-06-30T18:30:00.000Z"],
])("%s in %s begins at %s", (day, zone, at) => expect(dayStart(day, zone).toISOString()).toBe(at));

test("days follow each other over the ends of months and years", () => {
  expect(nextDay("2026-02-28")).toBe("2026-03-01");
  expect(nextDay("2026-12-31")).toBe("2027-01-01");
});

test("both days of a range are included, as the club counts them", () => {
  expect(toQuery({ ...NO_FILTERS, court: "2", from: "2026-03-29", to: "2026-03-29" }, "Europe/Paris")).toEqual({
    kind: "recording",
    club_id: undefined,
    created_by: undefined,
    terrain_id: "2",
    from: "2026-03-28T23:00:00.000Z",
    to: "2026-03-29T22:00:00.000Z",
  });
});

test("a year half typed asks for nothing", () => {
  const query = toQuery({ ...NO_FILTERS, from: "0202-11-20", to: "0002-11-20" }, "Europe/Paris");
  expect(query).toMatchObject({ from: undefined, to: undefined });
});

test("filters live in the address; what is no filter is left out", () => {
  const filters = { ...NO_FILTERS, club: "1", court: "2", from: "2026-01-01", person: "7", kind: "clip" } as const;
  expect(readFilters(new URLSearchParams(VIDEO_FILTERS.write(filters)))).toEqual(filters);
  const wrong = "club=-1&court=x&from=yesterday&to=2026-1-1&person=me&kind=document";
  expect(readFilters(new URLSearchParams(wrong))).toEqual(NO_FILTERS);
});
