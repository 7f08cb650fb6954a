import { expect, test } from "vitest";
import { DeviceId } from "@/lib/contracts/common";
import { deviceIdFrom, isDeviceId } from "./device-id";

test.each([
  ["Tapis du court 1", "tapis-du-court-1"],
  ["  Entrée — côté été  ", "entree-cote-ete"],
  ["東京", ""],
  [`${"a".repeat(39)} b`, "a".repeat(39)],
])("%s becomes %s", (name, id) => expect(deviceIdFrom(name)).toBe(id));

test.each(["pi", "pi-1", "Pi-1", "pi_1", "a".repeat(41), "-–-"])("%s is judged as the server judges it", (text) =>
  expect(isDeviceId(text)).toBe(DeviceId.safeParse(text).success),
);
