import { describe, expect, test } from "vitest";
import { RedirectWatch } from "./redirect-watch";

const hears = (...parts: string[]) => {
  const watch = new RedirectWatch();
  return parts.map((part) => watch.answered(Buffer.from(part, "latin1"))).includes(true);
};

describe("is a redirect", () => {
  test.each([
    ["RTSP/1.0 302 Moved\r\nLocation: rtsp://10.0.0.1/\r\n\r\n"],
    ["RTSP/1.0 301 Moved Permanently\n"],
    ["RTSP/2.0   305 Use Proxy"],
    ["RTSP/1.0\t+302 x"],
    ["RTSP/1.0 00302 x"],
    ["RTSP/ 302 x"],
    ["RT\rSP/1.0 3\r02 x"],
    ["$\0\0\x05abcdeRTSP/1.0 302 x"],
    ["RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\nRTSP/1.0 302 x"],
  ])("%j", (text) => expect(hears(text)).toBe(true));

  test("in two reads, wherever they part", () => {
    const text = "RTSP/1.0 302 Moved";
    for (let at = 1; at < text.length - 6; at++) expect(hears(text.slice(0, at), text.slice(at))).toBe(true);
  });
});

test.each([
  ["RTSP/1.0 200 OK\r\nCSeq: 302\r\n\r\n"],
  ["RTSP/1.0 401 Unauthorized\r\n"],
  ["RTSP/1.0 3020 x"],
  ["v=0\r\ni=camera location: 302 Main Street\r\n"],
])("%j is none", (text) => expect(hears(text)).toBe(false));

test("pictures are not looked at once ffmpeg plays", () => {
  const watch = new RedirectWatch();
  watch.asked(Buffer.from("SETUP rtsp://x/1 RTSP/1.0\r\nCSeq: 3\r\n\r\nPL"));
  expect(watch.answered(Buffer.from("RTSP/1.0 302 x"))).toBe(true);
  watch.asked(Buffer.from("AY rtsp://x/ RTSP/1.0\r\n"));
  expect(watch.answered(Buffer.from("RTSP/1.0 302 x"))).toBe(false);
});
