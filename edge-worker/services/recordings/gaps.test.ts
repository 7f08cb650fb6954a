import fc from "fast-check";
import { expect, test } from "vitest";
import type { Gap } from "@/lib/contracts/recordings";
import { closeGaps, limitGaps } from "./gaps";

const at = (second: number) => new Date(1_700_000_000_000 + second * 1_000).toISOString();
const gap = (from: number, to: number | null): Gap => ({
  from: at(from),
  to: to === null ? null : at(to),
  cause: "away",
});

test("a gap still open at the end of a recording ends with it", () => {
  expect(closeGaps([gap(1, 2), gap(5, null)], new Date(at(9)))).toEqual([gap(1, 2), gap(5, 9)]);
});

test("what went missing after the end does not belong to the recording", () => {
  expect(closeGaps([gap(1, 12), gap(9, 10), gap(11, null)], new Date(at(9)))).toEqual([gap(1, 9)]);
});

test("too many gaps: the nearest become one", () => {
  expect(limitGaps([gap(0, 1), gap(10, 11), gap(12, 13), gap(30, null)], 3)).toEqual([
    gap(0, 1),
    gap(10, 13),
    gap(30, null),
  ]);
});

test("whatever is merged, everything missing is still covered and in order", () => {
  const steps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 10 }), (lengths, max) => {
      let second = 0;
      const edges = lengths.map((length) => (second += length));
      const gaps = edges.flatMap((from, i) => (i % 2 === 0 && edges[i + 1] ? [gap(from, edges[i + 1]!)] : []));
      const merged = limitGaps(gaps, max);
      expect(merged.length).toBeLessThanOrEqual(max);
      for (const { from, to } of gaps) expect(merged.some((m) => m.from <= from && m.to! >= to!)).toBe(true);
      expect(merged).toEqual(merged.toSorted((a, b) => a.from.localeCompare(b.from)));
    }),
  );
});
