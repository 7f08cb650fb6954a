import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { type Frame, PROFILES, type Profile } from "@/lib/contracts/preview";
import { systemClock } from "@/lib/core/clock";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { readJpegSize } from "./jpeg";
import { makeProxy, silent, wait } from "./media.fixture";
import type { CameraProxy } from "./ports";
import { createPreviewSource } from "./preview-source";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}
const previewOf = (proxy: CameraProxy) =>
  using(createPreviewSource({ proxy: using(proxy), ffmpegPath: "ffmpeg", clock: systemClock, log: silent }));

/** Frames with the age each had when it came. */
function watch(preview: ReturnType<typeof previewOf>, profile: Profile) {
  const frames: (Frame & { ageMs: number })[] = [];
  const stop = preview.watch(profile, (frame) => frames.push({ ...frame, ageMs: Date.now() - frame.capturedAtMs }));
  return { frames, stop };
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Pids of our ffmpegs that make previews: they alone write SMJPEG. */
const decoders = () =>
  readdirSync("/proc").filter((pid) => {
    try {
      const [stat, args] = [readFileSync(`/proc/${pid}/stat`, "utf8"), readFileSync(`/proc/${pid}/cmdline`, "utf8")];
      return args.includes("smjpeg") && Number(stat.replace(/^.*\) /s, "").split(" ")[1]) === process.pid;
    } catch {
      return false;
    }
  });

test("an H.264 camera at both profiles: size, rate, age; nothing runs after the last viewer; the picture comes back by itself", async () => {
  const camera = await startRtspServer();
  const preview = previewOf(makeProxy("rtsp", camera.url));
  const [tile, full] = [watch(preview, "tile"), watch(preview, "full")];
  await expect.poll(() => full.frames.length, { timeout: 8_000 }).toBeGreaterThan(0);
  const second = watch(preview, "tile");
  await wait(3_300);
  expect(decoders()).toHaveLength(2);
  for (const [{ frames }, profile] of [
    [tile, "tile"],
    [full, "full"],
  ] as const) {
    const { width, fps } = PROFILES[profile];
    expect(frames.at(-1)).toMatchObject({ width, height: (width * 9) / 16 });
    expect(readJpegSize(frames.at(-1)!.jpeg)).toEqual({ width, height: (width * 9) / 16 });
    const recent = frames.filter((frame) => frame.capturedAtMs > Date.now() - 3_000);
    expect(recent.length / 3).toBeGreaterThan(fps * 0.85);
    expect(recent.length / 3).toBeLessThan(fps * 1.15);
    expect(median(recent.map(({ ageMs }) => ageMs))).toBeLessThan(250);
    expect(frames.every(({ sequence }, n) => n === 0 || sequence > frames[n - 1]!.sequence)).toBe(true);
  }
  expect(second.frames.at(-1)!.sequence).toBe(tile.frames.at(-1)!.sequence);
  second.stop();
  tile.stop();
  await expect.poll(() => decoders().length).toBe(1);

  await camera.stop();
  await wait(1_000);
  const before = full.frames.length;
  using(await startRtspServer({ port: camera.port }));
  await expect.poll(() => full.frames.length, { timeout: 10_000 }).toBeGreaterThan(before + 10);
  process.kill(Number(decoders()[0]), "SIGKILL");
  const killed = full.frames.length;
  await expect.poll(() => full.frames.length, { timeout: 5_000 }).toBeGreaterThan(killed + 10);
  full.stop();
  await expect.poll(() => decoders()).toEqual([]);
});

test("an MJPEG camera passes through untouched where it is small enough, and is scaled where it is not", async () => {
  const camera = using(await startMjpegCamera({ fps: 12, width: 640, height: 360 }));
  const preview = previewOf(makeProxy("mjpeg", camera.url));
  const [tile, full] = [watch(preview, "tile"), watch(preview, "full")];
  await wait(3_000);
  expect(camera.connections()).toBe(1);
  expect(full.frames.at(-1)).toMatchObject({ width: 640, height: 360 });
  expect(full.frames.length).toBeGreaterThan(12 * 2.5);
  expect(median(full.frames.map(({ ageMs }) => ageMs))).toBeLessThan(20);
  expect(tile.frames.at(-1)).toMatchObject({ width: 480, height: 270 });
  expect(tile.frames.length).toBeGreaterThan(10);
  expect(tile.frames.length).toBeLessThan(17);
  expect(median(tile.frames.map(({ ageMs }) => ageMs))).toBeLessThan(150);
  expect(decoders()).toHaveLength(1);
});
