import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CameraFailure } from "../failure";
import type { RtspMessage } from "./message";
import { interleaved } from "./rtp.fixture";
import { WireReader } from "./wire-reader";

function listen() {
  const heard: (string | [number, string])[] = [];
  const messages: RtspMessage[] = [];
  const reader = new WireReader({
    onPacket: (channel, bytes, start, end) => heard.push([channel, bytes.toString("hex", start, end)]),
    onMessage: (message) => {
      heard.push(message.start);
      messages.push(message);
    },
  });
  /** As a connection does: the same buffer for every read. */
  const say = (bytes: Buffer, size = bytes.length) => {
    const room = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size)
      reader.read(room, bytes.copy(room, 0, at, Math.min(bytes.length, at + size)));
  };
  return { heard, messages, say };
}

const packet = (channel: number, size: number) => interleaved(channel, Buffer.alloc(size, channel + 1));
const answer = "RTSP/1.0 200 OK\r\ncseq: 3\r\nSESSION: 5;timeout=60\r\nContent-Length: 7\r\n\r\nv=0\r\nx\n";
const mixed = Buffer.concat([
  ...[packet(0, 1_400), packet(1, 28), Buffer.from(answer), packet(2, 0), packet(0, 65_535), Buffer.from("\r\n")],
  ...[Buffer.from("OPTIONS * RTSP/1.0\nCSeq: 1\n\n"), packet(3, 5)],
]);

test("answers, questions and packets, mixed, however the reads cut them", () => {
  const whole = listen();
  whole.say(mixed);
  expect(whole.heard.map((one) => (typeof one === "string" ? one : [one[0], one[1].length / 2]))).toEqual([
    ...[[0, 1_400], [1, 28], "RTSP/1.0 200 OK", [2, 0], [0, 65_535], "OPTIONS * RTSP/1.0", [3, 5]],
  ]);
  expect(whole.messages[0]).toMatchObject({ body: "v=0\r\nx\n" });
  expect(whole.messages[0]!.headers.get("session")).toEqual(["5;timeout=60"]);
  for (const size of [1, 2, 3, 5, 64, 1_404, 1_405, 4_097, 65_536]) {
    const cut = listen();
    cut.say(mixed, size);
    expect(cut.heard, `reads of ${size}`).toEqual(whole.heard);
  }
});

describe("is no RTSP", () => {
  test.each([
    ["HTTP/1.1 400 Bad Request\r\n"],
    ["<html>"],
    ["\u0000\u0001"],
    [`RTSP/1.0 200 OK\r\nX: ${"x".repeat(17_000)}`],
    ["RTSP/1.0 200 OK\r\nContent-Length: 70000\r\n\r\n"],
    ["RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n"],
    ["RTSP/1.0 200 OK\r\nContent-Length: 0x10\r\n\r\n"],
  ])("%j", (text) => {
    expect(() => listen().say(Buffer.from(text, "latin1"))).toThrow(CameraFailure);
  });
});

test("whatever is said, it is understood or refused", () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .constantFrom("RTSP/1.0 200 OK\r\n", "CSeq: 1\r\n", "\r\n", "Content-Length: 9\r\n", "$\0\0\x04abcd", " x:\n")
      .map((t) => Buffer.from(t, "latin1")),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.integer({ min: 1, max: 64 }), (said, size) => {
      try {
        listen().say(Buffer.concat(said), size);
      } catch (error) {
        expect(error).toBeInstanceOf(CameraFailure);
      }
    }),
  );
});
