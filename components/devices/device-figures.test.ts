import { expect, test } from "vitest";
import type { DeviceView } from "@/lib/contracts/devices";
import { troubleCount, usableBytes } from "./device-figures";

test("a camera is in trouble when it was asked for a picture and gives none", () => {
  const cameras = ["live", "idle", "unreachable", "stale", "connecting"].map((state) => ({ report: { state } }));
  expect(troubleCount({ cameras: [...cameras, { report: null }] } as DeviceView)).toBe(2);
});

test("the reserve is not for recordings", () => {
  const storage = { bytes_free: 30, bytes_total: 100, bytes_reserved: 20 };
  expect(usableBytes({ storage })).toBe(10);
  expect(usableBytes({ storage: { ...storage, bytes_free: 5 } })).toBe(0);
  expect(usableBytes({ storage: null })).toBeNull();
});
