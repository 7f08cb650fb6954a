import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Chunk } from "./ports";
import { createJpegFeed, createTsFeed } from "./recorder-feeds";

type TsChunk = Extract<Chunk, { kind: "ts" }>;
const key = (name: string, atMs: number, gopMs: number | null): TsChunk => ({
  ...{ kind: "ts", packets: Buffer.from(name), startsWithKeyframe: true, atMs, gopMs },
});
const rest = (name: string): TsChunk => ({ kind: "ts", packets: Buffer.from(name), startsWithKeyframe: false });

/** What a recorder that starts `ageMs` after the buffered key frame writes, and when its first picture was. */
function start(ageMs: number, gopMs: number | null) {
  const stdin = new PassThrough();
  const feed = createTsFeed(stdin, () => 10_000);
  feed.take(key("K", 10_000 - ageMs, gopMs));
  feed.take(rest("k"));
  feed.begin();
  feed.take(rest("-"));
  feed.take(key("N", 10_400, gopMs));
  feed.take(rest("n"));
  return { written: String(stdin.read()), startedMs: feed.startedMs(), dropped: feed.dropped() };
}

test.each([
  [400, 1_000, "Kk-Nn", 9_600],
  [600, 1_000, "Nn", 10_400],
  [1_900, 4_000, "Kk-Nn", 8_100],
  [9_000, 10_000, "Kk-Nn", 1_000],
  [300, null, "Kk-Nn", 9_700],
])("a key frame %i ms old, %s ms between two: begins at the one nearest to now", (ageMs, gopMs, written, startedMs) => {
  expect(start(ageMs, gopMs)).toEqual({ written, startedMs, dropped: 0 });
});

test("a writer that hangs loses whole groups of pictures, and never holds more than 32 MiB", () => {
  const stdin = new PassThrough();
  const feed = createTsFeed(stdin, () => 0);
  feed.begin();
  const mebibyte = Buffer.alloc(1024 * 1024);
  for (let n = 0; n < 100; n++) feed.take({ ...key("", 0, 1_000), packets: mebibyte });
  expect(stdin.writableLength).toBeLessThan(35 * 1024 * 1024);
  expect(feed.dropped()).toBeGreaterThan(60);
  stdin.resume();
});

test("JPEGs carry the time they came, which only grows, and the last one is said again at the end", () => {
  const stdin = new PassThrough();
  let nowMs = 1_000;
  const feed = createJpegFeed(stdin, () => nowMs, { width: 640, height: 360 });
  const chunk: Chunk = { kind: "jpeg", jpeg: Buffer.from("J"), width: 640, height: 360 };
  feed.take(chunk);
  feed.take(chunk);
  nowMs = 3_000;
  feed.end();
  const said = stdin.read() as Buffer;
  const times: number[] = [];
  for (let at = said.indexOf("vidD"); at !== -1; at = said.indexOf("vidD", at + 1))
    times.push(said.readUInt32BE(at + 4));
  expect(times).toEqual([1_000, 1_001, 3_000]);
  expect(feed.startedMs()).toBe(1_000);
});
