import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "./backoff";

test("stays between zero and the cap, whatever the attempt", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, random) => {
      const ms = backoffMs(attempt, { baseMs: 250, capMs: 5_000 }, () => random);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(5_000);
    }),
  );
});

test("doubles its ceiling with each attempt until the cap", () => {
  const ceilings = [0, 1, 2, 3, 9].map((attempt) => backoffMs(attempt, { baseMs: 100, capMs: 1_000 }, () => 1));
  expect(ceilings).toEqual([100, 200, 400, 800, 1_000]);
});
