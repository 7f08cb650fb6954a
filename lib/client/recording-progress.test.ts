import fc from "fast-check";
import { expect, test } from "vitest";
import { isRunning, recordingProgress } from "./recording-progress";

const START = Date.parse("2026-03-01T18:00:00.000Z");
const match = { started_at: "2026-03-01T18:00:00.000Z", ends_at: "2026-03-01T19:30:00.000Z" };

test("a third of the way", () => {
  expect(recordingProgress(match, START + 30 * 60_000)).toEqual({
    elapsedSeconds: 1800,
    remainingSeconds: 3600,
    totalSeconds: 5400,
    fraction: 1 / 3,
  });
});

test("never leaves 0 to 1, and both numbers always make the total", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
      fc.integer({ min: -60, max: 600 }),
      (at, minutes) => {
        const ends_at = new Date(START + minutes * 60_000).toISOString();
        const progress = recordingProgress({ ...match, ends_at }, START + at);
        expect(progress.fraction).toBeGreaterThanOrEqual(0);
        expect(progress.fraction).toBeLessThanOrEqual(1);
        expect(progress.elapsedSeconds + progress.remainingSeconds).toBe(progress.totalSeconds);
        expect(progress.elapsedSeconds).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test("nothing has elapsed before the first byte", () => {
  const progress = recordingProgress({ ...match, started_at: null }, START);
  expect(progress).toMatchObject({ elapsedSeconds: 0, fraction: 0, remainingSeconds: 5400 });
});

test("runs while it starts and records, not after", () => {
  const running = ["starting", "recording", "finalizing", "ready", "failed"] as const;
  expect(running.filter((status) => isRunning({ status }))).toEqual(["starting", "recording"]);
  expect(isRunning(null)).toBe(false);
});
