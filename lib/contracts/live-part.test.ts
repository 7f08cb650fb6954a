import { expect, test } from "vitest";
import { LIVE_HEADER_BYTES, LiveFile, type LivePart, liveHeader, parseLivePart } from "./preview";

test("a part's header reads back as it was written, and the MP4 is not copied", () => {
  const about: Omit<LivePart, "bytes"> = {
    ...{ kind: "part", isIndependent: true, index: 65_535, stretch: 4_294_967_295, segment: 3_700_000_000 },
    ...{ sequence: 4_294_967_294, capturedAtMs: 1_700_000_000_123.5, durationTicks: 45_000 },
  };
  const message = Buffer.concat([liveHeader(about), Buffer.from("moof")]);
  const part = parseLivePart(message)!;
  expect(part).toMatchObject(about);
  expect(Buffer.from(part.bytes).toString()).toBe("moof");
  expect(part.bytes.buffer).toBe(message.buffer);
});

test("a message without MP4, or of another kind, is none", () => {
  expect(parseLivePart(new Uint8Array(LIVE_HEADER_BYTES))).toBeNull();
  expect(parseLivePart(Buffer.alloc(100, 2))).toBeNull();
});

test.each([
  ["init-7.mp4", true],
  ["4294967295.m4s", true],
  ["12.0.m4s", true],
  ["../12.m4s", false],
  ["12.0.0.m4s", false],
  ["init-7.m4s", false],
  ["12.mp4", false],
])("%s names a part: %s", (name, is) => {
  expect(LiveFile.safeParse(name).success).toBe(is);
});
