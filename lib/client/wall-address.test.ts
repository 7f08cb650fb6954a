import { expect, test } from "vitest";
import { readWallAddress, writeWallAddress } from "./wall-address";

const read = (text: string) => readWallAddress(new URLSearchParams(text));

test.each([
  ["", { court: null, page: 1, kiosk: false }],
  ["court=3", { court: 3, page: 1, kiosk: false }],
  ["court=3&kiosk=1&page=2", { court: 3, page: 2, kiosk: true }],
  ["court=-3&page=0&kiosk=yes", { court: null, page: 1, kiosk: false }],
  ["court=3e9&page=x", { court: null, page: 1, kiosk: false }],
])("%j is read as %j", (text, expected) => expect(read(text)).toEqual(expected));

test("an address is read as it was written", () => {
  for (const address of [read(""), read("court=3"), read("court=12&page=2&kiosk=1")])
    expect(read(writeWallAddress(address).replace(/^\/wall\??/, ""))).toEqual(address);
});
