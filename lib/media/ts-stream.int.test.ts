import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Chunk } from "./ports";
import { pesAt, pesTimes, pidOf, TICKS_PER_MS } from "./ts-packets";
import { TsStream } from "./ts-stream";

type TsChunk = Extract<Chunk, { kind: "ts" }>;

/** Real MPEG-TS: 4 s, a key frame each second, with B-frames and sound. */
function encode(codec: "libx264" | "libx265", size: string): Buffer {
  const video = ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=25`, "-f", "lavfi", "-i", "sine=440"];
  const extra = codec === "libx265" ? ["-x265-params", "log-level=error:keyint=25:min-keyint=25"] : ["-g", "25"];
  const args = [
    "-t",
    "4",
    "-c:v",
    codec,
    "-preset",
    "ultrafast",
    "-bf",
    "2",
    "-pix_fmt",
    "yuv420p",
    ...extra,
    "-c:a",
    "aac",
  ];
  return execFileSync("ffmpeg", ["-v", "error", ...video, ...args, "-f", "mpegts", "pipe:1"], { maxBuffer: 2 ** 26 });
}

function play(source: Buffer, pieceBytes: number) {
  let nowMs = 1_000_000;
  const chunks: TsChunk[] = [];
  let frames = 0;
  const stream = new TsStream({ nowMs: () => nowMs, onChunk: (chunk) => chunks.push(chunk), onFrame: () => frames++ });
  const feed = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      stream.push(Buffer.from(bytes.subarray(at, at + pieceBytes)));
      nowMs += (4_000 * pieceBytes) / source.length;
    }
  };
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { stream, chunks, feed, wait, frames: () => frames, now: () => nowMs };
}

/** Decoding times of the picture, in the order they were sent. */
function dtsOf(chunks: TsChunk[]): number[] {
  const found: number[] = [];
  for (const { packets } of chunks)
    for (let at = 0; at < packets.length; at += 188) {
      const pes = pidOf(packets, at) === 256 ? pesAt(packets, at) : null;
      if (pes !== null) found.push(pesTimes(packets, pes)!.dts / TICKS_PER_MS);
    }
  return found;
}

const decode = (bytes: Buffer, args: string[] = []) =>
  execFileSync("ffmpeg", ["-v", "error", "-f", "mpegts", "-i", "pipe:0", ...args, "-f", "framecrc", "-"], {
    input: bytes,
  });

test.each([
  ["libx264", "1280x720", "h264"],
  ["libx264", "636x358", "h264"],
  ["libx265", "1920x1080", "hevc"],
] as const)("%s %s: size, codec, key frames and one timeline", (encoder, size, codec) => {
  const source = encode(encoder, size);
  for (const pieceBytes of [1_316, 65_536, 1_000]) {
    const { stream, chunks, feed, frames } = play(source, pieceBytes);
    feed(source);
    const [width, height] = size.split("x").map(Number);
    expect(stream).toMatchObject({ codec, size: { width, height } });
    expect(frames()).toBe(100);
    expect(chunks.filter((chunk) => chunk.startsWithKeyframe)).toHaveLength(4);
    expect(chunks[0]?.startsWithKeyframe).toBe(true);
    expect(chunks.at(-1)?.gopMs).toBeCloseTo(1_000, 0);
    const from = chunks.findLastIndex((chunk) => chunk.startsWithKeyframe);
    const lastGop = Buffer.concat(chunks.slice(from).map((chunk) => chunk.packets));
    expect(decode(lastGop, ["-map", "0:v"]).toString().match(/^0,/gm)).toHaveLength(25);
  }
});

test("over a gap with repeats the timeline follows the wall clock and only grows", () => {
  const source = encode("libx264", "640x360");
  const { stream, chunks, feed, wait, now } = play(source, 1_880);
  feed(source);
  for (let n = 0; n < 25; n++) {
    wait(200);
    expect(stream.repeatKeyframe()).toBe(true);
  }
  stream.restart();
  feed(source);
  const dts = dtsOf(chunks);
  expect(dts.every((value, n) => n === 0 || value > dts[n - 1]!)).toBe(true);
  expect(dts.at(-1)! - dts[0]!).toBeGreaterThan(now() - 1_000_000 - 300);
  expect(dts.at(-1)! - dts[0]!).toBeLessThan(now() - 1_000_000 + 300);
  expect(chunks.filter((chunk) => chunk.isRepeat)).toHaveLength(25);
  const all = Buffer.concat(chunks.map((chunk) => chunk.packets));
  expect(decode(all, ["-map", "0:v"]).toString().match(/^0,/gm)!.length).toBeGreaterThan(215);
});

test("nothing is sent before the first key frame, and garbage does no harm", () => {
  const source = encode("libx264", "320x240");
  const { chunks, feed, frames } = play(source, 777);
  feed(Buffer.concat([Buffer.alloc(5_000, 0x47), Buffer.from("garbage")]));
  feed(source.subarray(188 * 40 + 13));
  expect(chunks[0]?.startsWithKeyframe).toBe(true);
  expect(frames()).toBeGreaterThan(50);
});
