import { expect, test } from "vitest";
import { streamSupport } from "./stream-support";

/** As Debian's Chromium: no H.265. */
const chromium = { isTypeSupported: (type: string) => type.includes("avc1") };

test.each([
  ["h264", "playable"],
  ["hevc", "unplayable"],
  ["mjpeg", "none"],
  [null, "none"],
  [undefined, "none"],
] as const)("%s is %s", (codec, expected) => {
  expect(streamSupport(codec, chromium)).toBe(expected);
});
