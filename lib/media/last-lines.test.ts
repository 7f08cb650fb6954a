import { expect, test } from "vitest";
import { createLastLines } from "./last-lines";

test("the newest lines stay, each bounded, none with a secret or a control character", () => {
  const lines = createLastLines("rtsp://admin:p%40ss%20word@10.0.0.9/live");
  lines.add("the first, pushed out");
  for (let i = 0; i < 11; i++) lines.add(`line ${i}`);
  lines.add("DESCRIBE rtsp://admin:p%40ss%20word@10.0.0.9/live: p@ss word is wrong\u001b[31m\0");
  lines.add("x".repeat(1_000));
  const read = lines.read();
  expect(read).toHaveLength(12);
  expect(read[0]).toBe("line 1");
  expect(read.at(-2)).toBe("DESCRIBE rtsp://***@10.0.0.9/live: *** is wrong [31m ");
  expect(read.at(-1)).toHaveLength(300);
});

test("what is said again and again stands there once; a source without an address has lines too", () => {
  const lines = createLastLines(null);
  for (let i = 0; i < 20; i++) lines.add("refused by rtsp://a:b@host/x");
  expect(lines.read()).toEqual(["refused by rtsp://***@host/x"]);
});
