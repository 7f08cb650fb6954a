import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "@/lib/core/errors";
import { decodeCursor, encodeCursor, page } from "./paging";

const anyId = () => true;

test("a cursor says where a list goes on, to the millisecond", () => {
  const cursor = { at: new Date("2026-03-01T18:00:00.123Z"), id: "sess_1_1772388000123" };
  expect(decodeCursor(encodeCursor(cursor), anyId)).toEqual(cursor);
});

test("whatever else is given is refused, and never fails otherwise", () => {
  const refuses = (text: string) => {
    try {
      decodeCursor(text, (id) => id === "known");
      return false;
    } catch (error) {
      return isAppError(error) && error.code === "unprocessable";
    }
  };
  fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), refuses));
  expect(refuses(encodeCursor({ at: new Date(0), id: "'; DROP TABLE" }))).toBe(true);
});

test("the row too many tells that there is more", () => {
  expect(page([1, 2, 3], 2, String)).toEqual({ rows: [1, 2], nextCursor: "2" });
  expect(page([1, 2], 2, String)).toEqual({ rows: [1, 2], nextCursor: null });
  expect(page([], 2, String)).toEqual({ rows: [], nextCursor: null });
});
