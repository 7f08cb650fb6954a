import { expect, test } from "vitest";
import { arrivalOf } from "./arrival";

test("what a download answers says whether the video can be played", () => {
  const fetching = { success: true, status: "fetching", progress: 0.4 };
  expect(arrivalOf(206, null)).toEqual({ state: "here" });
  expect(arrivalOf(202, fetching)).toEqual({ state: "coming", progress: 0.4 });
  expect(arrivalOf(202, null)).toEqual({ state: "coming", progress: null });
  expect(arrivalOf(503, null)).toEqual({ state: "away" });
  expect(arrivalOf(404, null)).toEqual({ state: "gone" });
  expect(arrivalOf(403, null)).toEqual({ state: "here" });
});
