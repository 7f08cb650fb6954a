import { expect, test } from "vitest";
import { GapLog } from "./gap-log";

const at = (seconds: number) => Date.UTC(2026, 0, 1) + seconds * 1_000;
const clock = (seconds: number) => new Date(at(seconds)).toISOString();

test("pictures that come steadily leave no gap; a pause is one, open while it lasts", () => {
  const log = new GapLog();
  for (const s of [0, 1, 2, 4]) log.frame(at(s));
  expect(log.since(at(0), at(6))).toEqual([]);
  expect(log.since(at(0), at(7))).toEqual([{ from: clock(4), to: null, cause: "No picture arrived." }]);
  log.frame(at(9));
  expect(log.since(at(0), at(9))).toEqual([{ from: clock(4), to: clock(9), cause: "No picture arrived." }]);
});

test("a broken connection is a gap however short, with its newest cause", () => {
  const log = new GapLog();
  log.broken("before anything came");
  log.frame(at(0));
  log.broken("reset");
  log.broken("refused");
  expect(log.since(at(0), at(0.1))).toEqual([{ from: clock(0), to: null, cause: "refused" }]);
  log.frame(at(0.5));
  expect(log.since(at(0), at(1))).toEqual([{ from: clock(0), to: clock(0.5), cause: "refused" }]);
});

test("asks only for what a recording saw, and a camera nobody needs misses nothing", () => {
  const log = new GapLog();
  log.frame(at(0));
  log.frame(at(10));
  expect(log.since(at(4), at(11))).toEqual([{ from: clock(4), to: clock(10), cause: "No picture arrived." }]);
  expect(log.since(at(10), at(11))).toEqual([]);
  log.pause(at(11));
  log.frame(at(500));
  expect(log.since(at(10), at(501))).toEqual([]);
});

test("never more than the wire carries", () => {
  const log = new GapLog();
  for (let n = 0; n < 3_000; n++) log.frame(at(n * 10));
  expect(log.since(at(0), at(29_990))).toHaveLength(1_000);
});
