import { expect, test } from "vitest";
import { newPositions } from "./move-court";

const courts = [1, 2, 3].map((id) => ({ id, position: id }));

test("two courts change places", () => {
  expect(newPositions(courts, 2, -1)).toEqual([
    { id: 2, position: 1 },
    { id: 1, position: 2 },
  ]);
  expect(newPositions(courts, 2, 1)).toEqual([
    { id: 3, position: 2 },
    { id: 2, position: 3 },
  ]);
});

test("courts that were never ordered are all given a place", () => {
  const unordered = [4, 5, 6].map((id) => ({ id, position: 0 }));
  expect(newPositions(unordered, 6, -1).map(({ id }) => id)).toEqual([4, 6, 5]);
});

test("the first does not go up, the last not down, a stranger nowhere", () => {
  for (const [id, by] of [
    [1, -1],
    [3, 1],
    [9, 1],
  ] as const)
    expect(newPositions(courts, id, by)).toEqual([]);
});
