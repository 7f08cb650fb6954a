import fc from "fast-check";
import { expect, test } from "vitest";
import { wallClock } from "@/lib/core/zoned-time";
import { type Happening, isOfKind, isQuiet, matchRules, type Rule } from "./match";

const PARIS = "Europe/Paris";
const rule = (change: Partial<Rule> = {}): Rule => ({
  ...{ id: "r", clubId: 1, name: "Rule", enabled: true, kinds: ["button.pressed"], deviceIds: [], cameraIds: [] },
  ...{ quietHours: [], cooldownSeconds: 0, severity: "warning", createdAt: new Date(0), updatedAt: new Date(0) },
  ...change,
});
const press = (change: Partial<Happening> = {}): Happening => ({
  ...{ kind: "button.pressed", deviceId: "pi-1", cameraId: 7, at: new Date("2026-03-02T12:00:00Z") },
  ...change,
});
const finds = (change: Partial<Rule>, happening = press()) => matchRules(happening, [rule(change)], PARIS) !== null;

test("a rule finds its kinds, devices and cameras; an empty list asks for all", () => {
  expect(finds({})).toBe(true);
  expect(finds({ enabled: false })).toBe(false);
  expect(finds({ kinds: ["photo.motion"] })).toBe(false);
  expect(finds({ kinds: ["button"] })).toBe(true);
  expect(isOfKind("buttons.pressed", "button")).toBe(false);
  expect(finds({ deviceIds: ["pi-1"] })).toBe(true);
  expect(finds({ deviceIds: ["pi-2"] })).toBe(false);
  expect(finds({ cameraIds: [7, 8] })).toBe(true);
  expect(finds({ cameraIds: [8] })).toBe(false);
  expect(finds({ cameraIds: [7] }, press({ cameraId: null }))).toBe(false);
});

test("of several rules the most severe counts, of equal ones the first", () => {
  const rules = [
    rule({ id: "calm", severity: "info" }),
    rule({ id: "first" }),
    rule({ id: "second" }),
    rule({ id: "off", severity: "critical", enabled: false }),
  ];
  expect(matchRules(press(), rules, PARIS)?.id).toBe("first");
});

const NIGHTS = [{ days: [0, 1, 2, 3, 4], from: "22:00", to: "06:30" }];
test.each([
  ["2026-03-02T20:59:59Z", false, "Monday 21:59"],
  ["2026-03-02T21:00:00Z", true, "Monday 22:00"],
  ["2026-03-03T05:29:00Z", true, "Tuesday 06:29"],
  ["2026-03-03T05:30:00Z", false, "Tuesday 06:30"],
  ["2026-03-06T23:00:00Z", true, "Saturday 00:00, which is Friday's night"],
  ["2026-03-07T22:00:00Z", false, "Saturday 23:00"],
  ["2026-03-01T23:30:00Z", false, "Monday 00:30, which is Sunday's night"],
])("quiet over midnight on weekdays: %s is %s (%s)", (at, expected) => {
  expect(isQuiet(NIGHTS, new Date(at), PARIS)).toBe(expected);
});

test.each([
  // Summer time begins: 02:00 becomes 03:00.
  ["2026-03-29T00:30:00Z", true, "01:30 of winter"],
  ["2026-03-29T01:00:00Z", false, "03:00 of summer"],
  // It ends: 03:00 becomes 02:00, so that 02:30 comes twice.
  ["2026-10-25T00:30:00Z", true, "the first 02:30"],
  ["2026-10-25T01:30:00Z", true, "the second 02:30"],
  ["2026-10-25T02:00:00Z", false, "03:00 of winter"],
])("the wall clock counts when the clocks change: %s is %s (%s)", (at, expected) => {
  expect(isQuiet([{ days: [6], from: "01:00", to: "03:00" }], new Date(at), PARIS)).toBe(expected);
});

test("hours that end when they begin are a whole day", () => {
  const always = [{ days: [0, 1, 2, 3, 4, 5, 6], from: "08:00", to: "08:00" }];
  const anyTime = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
  fc.assert(fc.property(anyTime, (at) => isQuiet(always, at, PARIS)));
});

test("on every day of the year, hours and their opposite share the day between them", () => {
  const all = [0, 1, 2, 3, 4, 5, 6];
  const time = fc.integer({ min: 0, max: 1_439 }).map((m) => `${pad(Math.floor(m / 60))}:${pad(m % 60)}`);
  const at = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(time, time, at, (from, to, moment) => {
      fc.pre(from !== to);
      const [one, other] = [
        { days: all, from, to },
        { days: all, from: to, to: from },
      ];
      expect(wallClock(moment.getTime(), PARIS)).toBeTruthy();
      return isQuiet([one], moment, PARIS) !== isQuiet([other], moment, PARIS);
    }),
  );
});
const pad = (part: number) => String(part).padStart(2, "0");
