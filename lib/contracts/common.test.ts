import { expect, test } from "vitest";
import { AnyTimestamp } from "./common";

test.each([
  ["2026-03-29T02:30:00+02:00", true],
  ["1970-01-01T00:00:00Z", true],
  ["9999-12-31T23:59:59Z", true],
  ["0000-01-01T00:00:00Z", false],
  ["0001-01-01T00:00:00+23:59", false],
  ["9999-12-31T23:59:59-23:59", false],
  ["2026-02-30T00:00:00Z", false],
  ["yesterday", false],
])("%s is a moment that can be kept: %s", (text, expected) => {
  expect(AnyTimestamp.safeParse(text).success).toBe(expected);
});
