import fc from "fast-check";
import { expect, test } from "vitest";
import { type Candidate, coolDown, MAX_LATE, partFloods } from "./fold";

const candidate = (second: number, change: Partial<Candidate> = {}): Candidate => ({
  ...{ ruleId: "r", deviceId: "pi", kind: "photo.motion", at: new Date(second * 1_000), late: false },
  ...{ cooldownMs: 60_000, ...change },
});
const seconds = (kept: readonly Candidate[]) => kept.map(({ at }) => at.getTime() / 1_000);

test("after an alert the same kind of the same device is silent for the cool-down", () => {
  expect(
    seconds(
      coolDown(
        [0, 10, 59, 60, 61, 130].map((at) => candidate(at)),
        [],
      ),
    ),
  ).toEqual([0, 60, 130]);
  expect(
    coolDown([candidate(0), candidate(1, { deviceId: "other" }), candidate(2, { kind: "button.pressed" })], []),
  ).toHaveLength(3);
  expect(
    coolDown(
      [candidate(0), candidate(0)].map((one) => ({ ...one, cooldownMs: 0 })),
      [],
    ),
  ).toHaveLength(2);
});

test("what was told before counts by when it happened, before or after", () => {
  const told = [{ ruleId: "r", deviceId: "pi", kind: "photo.motion", occurredAt: new Date(1_000_000) }];
  expect(
    seconds(
      coolDown(
        [900, 941, 1_059, 1_060].map((at) => candidate(at)),
        told,
      ),
    ),
  ).toEqual([900, 1_060]);
  expect(coolDown([candidate(1_000)], [{ ...told[0]!, ruleId: "another" }])).toHaveLength(1);
});

test("however they come, no two kept ones are nearer than the cool-down, and each one left out has a reason", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_600 }), { maxLength: 60 }), (times) => {
      const all = times.map((at) => candidate(at));
      const kept = coolDown(all, []);
      const isNear = (a: Candidate, b: Candidate) => Math.abs(a.at.getTime() - b.at.getTime()) < 60_000;
      for (const one of kept) expect(kept.filter((other) => other !== one && isNear(one, other))).toEqual([]);
      for (const one of all) expect(kept.includes(one) || kept.some((other) => isNear(one, other))).toBe(true);
    }),
  );
});

const late = (count: number, change: Partial<Candidate> = {}) =>
  Array.from({ length: count }, (_, i) => candidate(i * 100, { late: true, ...change }));
const untold = () => ({ count: 0, isFlooded: false });

test("late ones are told one by one up to twenty, as one beyond; what happens now is always told", () => {
  expect(partFloods(late(MAX_LATE), untold)).toMatchObject({ floods: [] });
  const now = [candidate(9_999)];
  const { single, floods } = partFloods([...late(MAX_LATE + 1), ...late(3, { deviceId: "other" }), ...now], untold);
  expect(floods.map(({ members }) => members.length)).toEqual([MAX_LATE + 1]);
  expect(single).toHaveLength(4);
});

test("a drain in many batches is one flood", () => {
  expect(partFloods(late(5), () => ({ count: 15, isFlooded: false })).floods).toEqual([]);
  expect(partFloods(late(6), () => ({ count: 15, isFlooded: false })).floods).toHaveLength(1);
  expect(partFloods(late(1), () => ({ count: 1, isFlooded: true })).floods).toHaveLength(1);
});
