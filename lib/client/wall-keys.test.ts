import { expect, test } from "vitest";
import { moveOf } from "./wall-keys";

// 0 1 2
// 3 4 5
// 6
test.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 6, 6],
  ["ArrowLeft", 0, 0],
  ["ArrowLeft", 3, 2],
  ["ArrowDown", 1, 4],
  ["ArrowDown", 4, 4],
  ["ArrowUp", 6, 3],
  ["ArrowUp", 2, 2],
  ["Home", 4, 0],
  ["End", 0, 6],
])("%s on tile %i goes to tile %i", (key, index, next) =>
  expect(moveOf(key, { index, count: 7, columns: 3 })).toEqual({ kind: "focus", index: next }),
);

test("other keys do their one thing, or nothing", () => {
  const at = { index: 0, count: 7, columns: 3 };
  const seen = ["f", "Escape", "PageDown", "Enter", "a"].map((key) => moveOf(key, at)?.kind);
  expect(seen).toEqual(["fullScreen", "back", "page", undefined, undefined]);
});
