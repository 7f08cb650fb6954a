import fc from "fast-check";
import { expect, test } from "vitest";
import { CONTACT_OFF, stepContact } from "./contact";

type Level = [atMs: number, isOn: boolean];

/** What is told of these levels, by a caller who wakes when it is asked to. */
function presses(levels: readonly Level[], debounceMs: number): number[] {
  const told: number[] = [];
  let [contact, wakeAtMs] = [CONTACT_OFF, null as number | null];
  const step = (isOn: boolean | null, nowMs: number) => {
    const next = stepContact(contact, isOn, nowMs, debounceMs);
    [contact, wakeAtMs] = [next.contact, next.wakeAtMs];
    if (next.pressedAtMs !== null) told.push(next.pressedAtMs);
  };
  for (const [atMs, isOn] of [...levels, [Number.MAX_SAFE_INTEGER, false] as Level]) {
    while (wakeAtMs !== null && wakeAtMs < atMs) step(null, wakeAtMs);
    step(isOn, atMs);
  }
  return told;
}

test("a press counts once, as of when it rose, however it bounces", () => {
  const bouncing: Level[] = [
    [100, true],
    [103, false],
    [104, true],
    [400, false],
    [402, true],
    [405, false],
  ];
  expect(presses(bouncing, 50)).toEqual([104]);
  expect(presses([...bouncing, [700, true], [900, false]], 50)).toEqual([104, 700]);
});

test("what is shorter than the pause is noise; without one everything counts at once", () => {
  expect(
    presses(
      [
        [10, true],
        [40, false],
        [100, true],
        [149, false],
      ],
      50,
    ),
  ).toEqual([]);
  expect(
    presses(
      [
        [10, true],
        [40, false],
        [100, true],
        [149, false],
      ],
      0,
    ),
  ).toEqual([10, 100]);
});

test("a caller who wakes late misses nothing", () => {
  const rising = stepContact(CONTACT_OFF, true, 10, 50);
  expect(rising).toMatchObject({ pressedAtMs: null, wakeAtMs: 60 });
  expect(stepContact(rising.contact, false, 500, 50)).toMatchObject({ pressedAtMs: 10, wakeAtMs: 550 });
});

test("two presses are never nearer than the contact was steady on and steady off", () => {
  const levels = fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(levels, fc.integer({ min: 1, max: 100 }), (pauses, debounceMs) => {
      let atMs = 0;
      const level = ([pause, isOn]: Level): Level => {
        atMs += pause;
        return [atMs, isOn];
      };
      const told = presses(pauses.map(level), debounceMs);
      for (const [index, at] of told.entries())
        if (index > 0) expect(at - told[index - 1]!).toBeGreaterThanOrEqual(2 * debounceMs);
    }),
  );
});
