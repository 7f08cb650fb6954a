import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameAge } from "./frame-age";

test("no picture has no age", () => expect(new FrameAge().ageMs(1_000)).toBeNull());

test("whatever the clocks' disagreement, a picture just arrived is young and then ages", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(60_000), (skewMs, waitedMs) => {
      const age = new FrameAge();
      for (let i = 0; i < 5; i++) age.observe(1e12 + skewMs + i * 200, 1e12 + 40 + i * 200);
      expect(age.ageMs(1e12 + 840 + waitedMs)).toBe(waitedMs);
    }),
  );
});

test("a picture the server had kept is recognised as old once a fresh one came", () => {
  const age = new FrameAge();
  age.observe(1_000, 8_000); // kept for 7 s
  age.observe(8_150, 8_200);
  expect(age.ageMs(8_200)).toBe(0);
  age.observe(8_300, 9_350); // one second late on the way
  expect(age.ageMs(9_350)).toBeCloseTo(1_000, -1);
  expect(age.takenAtMs()).toBeCloseTo(8_350, -1);
});

test("clocks that drift apart over days never make a live picture old", () => {
  const age = new FrameAge();
  for (let s = 0; s < 200_000; s += 10) age.observe(s * 1_000, 40 + s * 1_000 * 1.0001);
  expect(age.ageMs(40 + 199_990 * 1_000 * 1.0001)).toBeLessThan(10);
});

test("a device whose clock was set back an hour is live at once", () => {
  const age = new FrameAge();
  age.observe(3_600_000, 3_600_040);
  age.observe(1_000, 3_601_040);
  expect(age.ageMs(3_601_040)).toBe(0);
});
