import { expect, test } from "vitest";
import { actionOf, nextSpeed } from "./actions";

test.each([
  [{ key: " ", code: "Space" }, { kind: "toggle" }],
  [{ key: "K", code: "KeyK" }, { kind: "toggle" }],
  [
    { key: "j", code: "KeyJ" },
    { kind: "seek-by", seconds: -10 },
  ],
  [
    { key: "ArrowRight", code: "ArrowRight" },
    { kind: "seek-by", seconds: 5 },
  ],
  [
    { key: ".", code: "Period" },
    { kind: "step", frames: 1 },
  ],
  [
    { key: ">", code: "IntlBackslash" },
    { kind: "speed", steps: 1 },
  ],
  [
    { key: "7", code: "Digit7" },
    { kind: "seek-to", fraction: 0.7 },
  ],
  [
    { key: "è", code: "Digit7" },
    { kind: "seek-to", fraction: 0.7 },
  ],
  [
    { key: "0", code: "Numpad0" },
    { kind: "seek-to", fraction: 0 },
  ],
  [{ key: "Tab", code: "Tab" }, null],
  [{ key: "f", code: "KeyF", ctrlKey: true }, null],
  [{ key: "ArrowLeft", code: "ArrowLeft", altKey: true }, null],
])("%j means %j", (press, action) => expect(actionOf(press)).toEqual(action));

test("speeds go up and down the list, from between two as well, and stay at the ends", () => {
  expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(1.1, 1), nextSpeed(1.1, -1)]).toEqual([1.25, 0.75, 1.25, 1]);
  expect([nextSpeed(4, 1), nextSpeed(0.25, -1)]).toEqual([4, 0.25]);
});
