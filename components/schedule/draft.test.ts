import { expect, test } from "vitest";
import { draftOf, emptyDraft, problemOf, toPlan } from "./draft";

const PARIS = "Europe/Paris";
const NOW = Date.parse("2026-11-23T18:00:00Z"); // 19:00 in Paris
const draft = { ...emptyDraft(1, "2026-11-23", 1_140), title: " Final " };

test("a draft that can be sent says what the API takes", () => {
  expect(problemOf(draft, PARIS, NOW)).toBeNull();
  expect(toPlan({ ...draft, lastDay: "2026-12-01" })).toEqual({
    ...{ terrain_id: 1, title: "Final", starts_on: "2026-11-23", start_time: "19:00", duration_minutes: 90 },
    ...{ weekly: false, ends_on: null },
  });
});

test.each([
  [{ day: "" }, "day"],
  [{ time: "" }, "time"],
  [{ duration: { picked: "custom", custom: "0" } }, "duration"],
  [{ weekly: true, lastDay: "2026-11-22" }, "lastDay"],
  [{ time: "17:29" }, "over"],
  [{ time: "17:31" }, null],
  [{ weekly: true, lastDay: "2026-11-23" }, null],
  [{ weekly: true, day: "2026-11-16" }, null],
  [{ weekly: true, day: "2026-11-16", lastDay: "2026-11-22" }, "over"],
])("%j: %s", (change, problem) => {
  expect(problemOf({ ...draft, ...change }, PARIS, NOW)).toBe(problem);
});

test("a plan with a duration of its own comes back as it was", () => {
  const plan = {
    ...{
      id: "p",
      club_id: 1,
      terrain_id: 2,
      court_name: "C",
      title: "T",
      starts_on: "2026-11-24",
      start_time: "08:05",
    },
    ...{ duration_minutes: 75, weekly: true, ends_on: null, timezone: PARIS, created_by_name: "", created_at: "" },
  };
  expect(toPlan(draftOf(plan))).toMatchObject({
    duration_minutes: 75,
    start_time: "08:05",
    weekly: true,
    ends_on: null,
  });
});
