import fc from "fast-check";
import { expect, test } from "vitest";
import { DecodeTimes } from "./decode-times";

const run = (times: readonly number[], depth = 0) => {
  const decode = new DecodeTimes(depth);
  return times.map((pts) => decode.next(pts));
};

test("without reordering a picture is decoded when it is shown", () => {
  const times = [7, 3_607, 7_207, 7_300];
  expect(run(times)).toEqual(times.map((pts) => ({ pts, dts: pts })));
});

test("with a known depth no picture is moved, and decoding is one picture ahead for each that is held back", () => {
  const frames = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8].map((frame) => frame * 3_600);
  const placed = run(frames, 1);
  expect(placed.map(({ pts }) => pts)).toEqual(frames);
  expect(placed.slice(1).map(({ dts }) => dts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((frame) => frame * 3_600));
});

test("an unknown depth is learnt once: the delay stays", () => {
  const gops = Array.from({ length: 40 }, (_, gop) => [0, 4, 2, 1, 3].map((frame) => (gop * 5 + frame) * 3_600)).flat();
  const placed = run(gops);
  const delays = placed.map(({ pts }, index) => pts - gops[index]!);
  expect(new Set(delays.slice(10)).size).toBe(1);
  expect(delays.at(-1)).toBeLessThanOrEqual(4 * 3_600);
});

test.each([0, 2])("a clock that is set back, by whatever it is, lengthens nothing (depth %i)", (depth) => {
  for (const back of [1, 10, 16, 17, 29, 49]) {
    const frames = Array.from({ length: 200 }, (_, n) => (n < 100 ? n : n - back) * 3_600);
    const placed = run(frames, depth);
    const lasts = placed.at(-1)!.pts - placed[0]!.pts;
    expect(Math.abs(lasts / 3_600 - 199), `${back} pictures`).toBeLessThanOrEqual(depth + 1);
  }
});

test("whatever the order, decoding times grow and are never later than the picture is shown", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: -1e6, max: 1e9 }), fc.integer({ min: 0, max: 20 })), { maxLength: 200 }),
      fc.integer({ min: 0, max: 30 }),
      (times, depth) => {
        let last = Number.NEGATIVE_INFINITY;
        for (const { pts, dts } of run(times, depth)) {
          expect(dts).toBeLessThanOrEqual(pts);
          expect(dts).toBeGreaterThan(last);
          last = dts;
        }
      },
    ),
  );
});
