import { expect, test } from "vitest";
import { isOver, isRunning, statesBefore, statesBeside } from "./ranks";

test("a recording only moves forward, and its two ends stand beside each other", () => {
  expect(statesBefore("starting")).toEqual([]);
  expect(statesBefore("finalizing")).toEqual(["starting", "recording"]);
  expect(statesBefore("ready")).toEqual(["starting", "recording", "finalizing"]);
  expect(statesBeside("failed")).toEqual(["ready", "failed"]);
});

test("a camera is taken until the recording is over", () => {
  expect((["starting", "recording", "finalizing", "ready", "failed"] as const).filter(isRunning)).toEqual([
    "starting",
    "recording",
  ]);
  expect(isOver("finalizing")).toBe(true);
});
