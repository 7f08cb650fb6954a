import { expect, test } from "vitest";
import { type Condition, type Effect, type Observation, step } from "./step";

const T0 = Date.parse("2026-03-01T18:00:00.000Z");
const at = (seconds: number) => new Date(T0 + seconds * 1_000);
const PATIENCE = { confirmMs: 20_000, recoverMs: 10_000 };
const bad: Observation = { state: "bad" };
const well: Observation = { state: "well" };

/** What people hear, as `second effect`. */
function tell(seen: [number, Observation][], patience = PATIENCE): string[] {
  let condition: Condition | null = null;
  return seen.flatMap(([second, observation]) => {
    let effect: Effect;
    [condition, effect] = step(condition, observation, at(second), patience);
    return effect ? [`${second} ${effect}`] : [];
  });
}

test("bad for long enough is told once, well for long enough too", () => {
  const seen: [number, Observation][] = [
    [0, bad],
    [10, bad],
    [20, bad],
    [30, bad],
    [40, well],
    [45, well],
    [50, well],
  ];
  expect(tell([...seen, [60, well], [70, bad], [90, bad]])).toEqual(["20 raise", "50 recover", "90 raise"]);
});

test("what is over before it is certain is not told", () => {
  expect(
    tell([
      [0, bad],
      [19, bad],
      [20, well],
      [21, bad],
      [40, bad],
      [41, bad],
    ]),
  ).toEqual(["41 raise"]);
});

test("a trouble that flaps is one trouble", () => {
  const flapping = Array.from({ length: 40 }, (_, i): [number, Observation] => [20 + i, i % 9 === 0 ? bad : well]);
  expect(tell([[0, bad], [20, bad], ...flapping, [60, well], [70, well]])).toEqual(["20 raise", "70 recover"]);
});

test("not knowing changes nothing; resting ends only a suspicion", () => {
  const unknown: Observation = { state: "unknown" };
  const resting: Observation = { state: "resting" };
  expect(
    tell([
      [0, bad],
      [10, unknown],
      [20, bad],
    ]),
  ).toEqual(["20 raise"]);
  expect(
    tell([
      [0, bad],
      [10, resting],
      [20, bad],
      [39, bad],
    ]),
  ).toEqual([]);
  expect(
    tell([
      [0, bad],
      [20, bad],
      [30, resting],
      [90, resting],
      [91, well],
      [101, well],
    ]),
  ).toEqual(["20 raise", "101 recover"]);
});

test("a moment is told once, also when it is still seen after its trouble was over", () => {
  const moment = (second: number): Observation => ({ state: "bad", at: at(second) });
  const now = { confirmMs: 0, recoverMs: 0 };
  expect(
    tell(
      [
        [1, moment(0)],
        [5, moment(0)],
        [6, well],
        [7, moment(0)],
        [9, moment(8)],
      ],
      now,
    ),
  ).toEqual(["1 raise", "6 recover", "9 raise"]);
});
