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
  expect(age.ageMs(9_350)).toBe(1_000);
  expect(age.takenAtMs()).toBe(8_350);
});
