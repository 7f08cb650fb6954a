import { expect, test } from "vitest";
import { FrameBudget, PaintMeter, type Paints } from "./frame-budget";

const CALM: Paints = { painted: 120, skipped: 0, longestWaitMs: 30 };
const BEHIND: Paints = { painted: 60, skipped: 60, longestWaitMs: 30 };
/** The rates after each of so many seconds. */
const after = (budget: FrameBudget, seconds: number, paints: Paints): number[] =>
  Array.from({ length: seconds }, () => {
    budget.second(paints);
    return budget.fps;
  });

test("a page that keeps up asks for all there is, for ever", () => {
  expect(new Set(after(new FrameBudget(), 600, CALM))).toEqual(new Set([5]));
});

test("one that cannot goes down step by step, to a picture a second and no further", () => {
  const budget = new FrameBudget();
  const seen = after(budget, 60, BEHIND);
  expect([...new Set(seen)]).toEqual([5, 3, 2, 1]);
  expect(seen.indexOf(1)).toBeLessThan(15);
});

test("a picture that waits long says the same, even if none was overtaken", () => {
  expect(after(new FrameBudget(), 4, { ...CALM, longestWaitMs: 900 }).at(-1)).toBe(3);
});

test("after a calm time it goes up again, and waits longer each time that was too much", () => {
  const budget = new FrameBudget();
  const feed = (paints: Paints) => {
    const before = budget.fps;
    for (let second = 1; second < 300; second++) if (budget.second(paints) || budget.fps !== before) return second;
    return null;
  };
  feed(BEHIND);
  const waits = [0, 1, 2, 3, 4, 5].map(() => {
    const calm = feed(CALM)!;
    feed(BEHIND);
    return calm;
  });
  expect(waits).toEqual([11, 19, 35, 67, 67, 67]);
  feed(CALM);
  expect(budget.fps).toBe(5);
});

test("seconds without pictures say nothing", () => {
  const budget = new FrameBudget();
  after(budget, 4, BEHIND);
  expect(after(budget, 100, { painted: 0, skipped: 0, longestWaitMs: 0 }).at(-1)).toBe(3);
});

test("the meter counts from look to look", () => {
  const meter = new PaintMeter();
  meter.painted(5);
  meter.painted(2);
  meter.skipped();
  expect(meter.take()).toEqual({ painted: 2, skipped: 1, longestWaitMs: 5 });
  expect(meter.take()).toEqual({ painted: 0, skipped: 0, longestWaitMs: 0 });
});
