import { expect, test } from "vitest";
import { Timeline } from "./timeline";

const SECOND = 90_000;
const FRAME = SECOND / 25;

/** Plays `seconds` of a camera whose clock begins at `first` and runs `rate` times as fast as ours; answers the last error. */
function play(timeline: Timeline, { from = 0, first = 0, seconds = 60, rate = 1, delay = (_: number) => 0 }): number {
  let errorTicks = 0;
  for (let n = 0; n < seconds * 25; n++) {
    const now = from + n * FRAME + delay(n);
    const dts = Math.round(first + n * FRAME * rate);
    errorTicks = dts + timeline.place(dts, now) - (from + n * FRAME);
  }
  return errorTicks;
}

test("the first picture means now, and a restart begins there again", () => {
  const timeline = new Timeline();
  expect(play(timeline, { from: 5 * SECOND, first: 123 * SECOND })).toBe(0);
  timeline.restart();
  expect(timeline.place(7, 100 * SECOND)).toBe(100 * SECOND - 7);
});

test("a camera's clock that is 0.3 % wrong does not add up over a match", () => {
  for (const rate of [1.003, 0.997])
    expect(Math.abs(play(new Timeline(), { seconds: 90 * 60, rate }))).toBeLessThan(0.7 * SECOND);
});

test("delays of the network do not reach the pictures", () => {
  const jitter = (n: number) => (n % 7) * 0.05 * SECOND;
  expect(Math.abs(play(new Timeline(), { seconds: 600, delay: jitter }))).toBeLessThan(0.31 * SECOND);
});

test("a source that runs two seconds ahead of now comes down to it", () => {
  const ahead = (n: number) => (n < 50 ? -n * FRAME : -50 * FRAME);
  const errorTicks = play(new Timeline(), { seconds: 120, delay: ahead });
  expect(Math.abs(errorTicks + 50 * FRAME)).toBeLessThan(0.5 * SECOND);
});

test("an anchor says where the upstream's clock stands on ours", () => {
  const timeline = new Timeline();
  timeline.anchor(1_000, 5 * SECOND, 6 * SECOND);
  expect(timeline.place(1_000, 6 * SECOND)).toBe(5 * SECOND);
});

test("its clock may jump", () => {
  const jumped = new Timeline();
  play(jumped, { seconds: 10 });
  expect(jumped.place(3_600 * SECOND, 10 * SECOND) + 3_600 * SECOND).toBe(10 * SECOND);
  expect(jumped.place(1_000 * SECOND, 11 * SECOND) + 1_000 * SECOND).toBe(11 * SECOND);
});
