import { expect, test } from "vitest";
import { nextOffset } from "./server-clock";

const at = Date.parse("2026-01-01T12:00:00Z");
const header = new Date(at).toUTCString();

test("a clock that is right, to the second an answer can tell, is left alone", () => {
  expect(nextOffset(0, header, at + 900)).toBe(0);
  expect(nextOffset(0, header, at - 1_200)).toBe(0);
});

test("a wrong clock is corrected once, and does not tremble afterwards", () => {
  const offset = nextOffset(0, header, at - 600_000);
  expect(offset).toBe(600_500);
  expect(nextOffset(offset, header, at - 600_900)).toBe(offset);
});

test("a clock that was set right meanwhile is believed again", () => {
  expect(nextOffset(600_500, header, at)).toBe(0);
});

test("an answer without a date teaches nothing", () => {
  expect(nextOffset(1234, null, at)).toBe(1234);
  expect(nextOffset(1234, "soon", at)).toBe(1234);
});
