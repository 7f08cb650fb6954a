import { expect, test } from "vitest";
import { keepShown, NOTHING_SELECTED, type Selection, selectAll, toggleSelected } from "./selection";

const shown = ["a", "b", "c", "d", "e"];
const press = (selection: Selection, id: string, isRange = false) => toggleSelected(selection, id, shown, isRange);
const ids = (selection: Selection) => [...selection.ids].sort().join("");

test("one is chosen, and let go", () => {
  const one = press(NOTHING_SELECTED, "b");
  expect([ids(one), ids(press(one, "b"))]).toEqual(["b", ""]);
});

test("a range goes from the last one, in both directions, and lets go alike", () => {
  const chosen = press(press(NOTHING_SELECTED, "b"), "d", true);
  expect(ids(chosen)).toBe("bcd");
  expect(ids(press(press(chosen, "e"), "a", true))).toBe("abcde");
  expect(ids(press(press(selectAll(shown), "d"), "b", true))).toBe("ae");
  expect(ids(press(NOTHING_SELECTED, "c", true))).toBe("c");
});

test("what is no longer shown is no longer chosen", () => {
  const all = selectAll(shown);
  expect(keepShown(all, shown)).toBe(all);
  expect(ids(keepShown(all, ["a", "x"]))).toBe("a");
});
