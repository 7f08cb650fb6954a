import { expect, test } from "vitest";
import { isAppError } from "@/lib/core/errors";
import { assertSpace, isAlmostFull, readDiskState, reservedBytes } from "./disk";

const GIB = 1024 ** 3;

test.each([
  [undefined, 10 * GIB, 2 * GIB],
  [undefined, 100 * GIB, 5 * GIB],
  ["5%", 1000, 50],
  ["2.5 %", 1000, 25],
  ["2GiB", 1, 2 * GIB],
  ["500M", 1, 500 * 1024 ** 2],
  ["500mb", 1, 500 * 1024 ** 2],
  ["2147483648", 1, 2147483648],
  ["10 B", 1, 10],
])("reserve %s of %d bytes is %d", (text, total, expected) => {
  expect(reservedBytes(text, total)).toBe(expected);
});

test("refuses a new recording below the reserve, and ends running ones at a tenth of it", () => {
  const disk = (bytesFree: number) => ({ bytesFree, bytesTotal: 1000, bytesReserved: 100 });
  expect(() => assertSpace(disk(100))).not.toThrow();
  expect(isAlmostFull(disk(10))).toBe(false);
  expect(isAlmostFull(disk(9))).toBe(true);
  try {
    assertSpace(disk(99));
    expect.unreachable();
  } catch (error) {
    expect(isAppError(error) && error.code).toBe("storage_full");
  }
});

test("reads the disk this folder is on", async () => {
  const { bytesFree, bytesTotal, bytesReserved } = await readDiskState(import.meta.dirname, "1%");
  expect(bytesFree).toBeGreaterThan(0);
  expect(bytesTotal).toBeGreaterThanOrEqual(bytesFree);
  expect(bytesReserved).toBe(Math.round(bytesTotal / 100));
});
