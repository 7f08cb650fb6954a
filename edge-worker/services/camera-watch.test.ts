import fc from "fast-check";
import { expect, test } from "vitest";
import type { CameraState } from "@/lib/contracts/cameras";
import { CameraWatch, QUIET_MS } from "./camera-watch";

const told = (watch: CameraWatch, steps: [CameraState, number][], isRecorded = false) =>
  steps.map(([state, atMs]) => watch.see(state, isRecorded, atMs).tell);

test("a camera that goes is lost at once, and back once", () => {
  const watch = new CameraWatch();
  expect(
    told(watch, [
      ["connecting", 0],
      ["live", 1],
      ["unreachable", 1_000],
      ["stale", 1_500],
    ]),
  ).toEqual([...["nothing", "nothing", "lost", "nothing"]]);
  expect(watch.see("live", false, 9_000)).toEqual({ tell: "back", lostMs: 8_000, flickers: 0 });
  expect(watch.see("live", false, 9_500).tell).toBe("nothing");
});

test("one that was never there is missed only by a recording", () => {
  expect(
    told(new CameraWatch(), [
      ["connecting", 0],
      ["unreachable", 1],
    ]),
  ).toEqual(["nothing", "nothing"]);
  expect(
    told(
      new CameraWatch(),
      [
        ["connecting", 0],
        ["unreachable", 1],
      ],
      true,
    ),
  ).toEqual(["nothing", "lost"]);
});

test("what nobody holds any more is not missed", () => {
  const watch = new CameraWatch();
  expect(
    told(watch, [
      ["live", 0],
      ["unreachable", 1],
      ["idle", 2],
      ["connecting", 3],
      ["live", 4],
    ]),
  ).toEqual([...["nothing", "lost", "nothing", "nothing", "nothing"]]);
});

test("a flicker within 30 s is counted; a second loss that stays is told when they are over", () => {
  const watch = new CameraWatch();
  told(watch, [
    ["live", 0],
    ["unreachable", 1_000],
    ["live", 2_000],
    ["unreachable", 3_000],
    ["live", 4_000],
  ]);
  expect(watch.see("unreachable", false, 5_000)).toEqual({ tell: "nothing", lookAgainInMs: QUIET_MS - 4_000 });
  expect(watch.see("unreachable", false, 31_000)).toEqual({ tell: "lost", sinceMs: 5_000 });
  expect(watch.see("live", false, 40_000)).toEqual({ tell: "back", lostMs: 35_000, flickers: 1 });
});

test("however it flickers: by turns lost and back, and no two losses within 30 s", () => {
  const step = fc.record({
    state: fc.constantFrom<CameraState>("live", "stale", "unreachable", "connecting"),
    afterMs: fc.integer({ min: 1, max: 12_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const watch = new CameraWatch();
      let nowMs = 0;
      const seen = steps.flatMap(({ state, afterMs }) => {
        nowMs += afterMs;
        const { tell } = watch.see(state, false, nowMs);
        return tell === "nothing" ? [] : [{ tell, nowMs }];
      });
      expect(seen.map(({ tell }) => tell)).toEqual(seen.map((_, i) => (i % 2 === 0 ? "lost" : "back")));
      const losses = seen.filter(({ tell }) => tell === "lost").map((one) => one.nowMs);
      for (const [i, at] of losses.entries()) if (i > 0) expect(at - losses[i - 1]!).toBeGreaterThanOrEqual(QUIET_MS);
    }),
  );
});

test("it is lost since its last picture, not since that was noticed", () => {
  const watch = new CameraWatch();
  watch.see("live", false, 1_000);
  expect(watch.see("unreachable", false, 6_000, 1_300)).toEqual({ tell: "lost", sinceMs: 1_300 });
  expect(watch.see("live", false, 8_300, 8_300)).toEqual({ tell: "back", lostMs: 7_000, flickers: 0 });
});
