import { expect, test } from "vitest";
import { FRAME_HEADER_BYTES, frameHeader, parseFrame } from "./preview";

test("a frame's header reads back as it was written, and the JPEG is not copied", () => {
  const header = frameHeader({ capturedAtMs: 1_700_000_000_123.5, sequence: 4_294_967_295, width: 1280, height: 720 });
  const message = Buffer.concat([header, Buffer.from([0xff, 0xd8, 0xff, 0xd9])]);
  const frame = parseFrame(message)!;
  expect(frame).toMatchObject({ capturedAtMs: 1_700_000_000_123.5, sequence: 4_294_967_295, width: 1280, height: 720 });
  expect([...frame.jpeg]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
  expect(frame.jpeg.buffer).toBe(message.buffer);
});

test("a message without a picture is no frame", () => {
  expect(parseFrame(new Uint8Array(FRAME_HEADER_BYTES))).toBeNull();
  expect(parseFrame(new Uint8Array(3))).toBeNull();
});
