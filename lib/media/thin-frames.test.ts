import { expect, test } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import { thinTo } from "./thin-frames";

test.each([
  { source: 15, fps: 10, expected: 10 },
  { source: 15, fps: 15, expected: 15 },
  { source: 15, fps: 1, expected: 1 },
  { source: 5, fps: 25, expected: 5 },
])("$source frames a second thinned to $fps gives $expected", ({ source, fps, expected }) => {
  const clock = new ManualClock();
  const isDue = thinTo(fps, clock);
  let sent = 0;
  for (let i = 0; i < source * 20; i++) {
    if (isDue()) sent++;
    clock.advance(1_000 / source + (i % 2 ? 3 : -3));
  }
  expect(Math.abs(sent / 20 - expected)).toBeLessThanOrEqual(0.1 * expected + 0.05);
});
