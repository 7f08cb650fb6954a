import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, test } from "vitest";
import { type RtspServerOptions, startRtspServer } from "@/test/fixtures/rtsp-server";
import { type Folder, finishIn, makeFolder, makeProxy, recordInto, wait } from "./media.fixture";
import { expectSound } from "./sound.fixture";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

const SMALL = { width: 640, height: 360 };
const STAGE_MS = 4_000;

/** Every picture of a file as it is decoded: its time and width. */
async function pictures(file: string): Promise<{ time: number; width: number }[]> {
  const shown = ["-select_streams", "v", "-show_entries", "frame=pts_time,width", "-of", "csv=p=0"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...shown, file], { maxBuffer: 16 * 1024 * 1024 });
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(","))
    .map(([time, width]) => ({ time: Number(time), width: Number(width) }));
}

type Case = [name: string, stages: RtspServerOptions[], widths: number[]];
const CASES: Case[] = [
  ["another size", [SMALL, { width: 1280, height: 720 }, SMALL], [640, 1280, 640]],
  ["another codec", [SMALL, { ...SMALL, codec: "h265" }, SMALL], [640, 640, 640]],
  ["H.265 first, then H.264", [{ ...SMALL, codec: "h265" }, SMALL], [640, 640]],
];

test.concurrent.for(CASES)(
  "a camera that comes back with %s: one file, as long as the wall clock, every part of it there",
  { timeout: 60_000 },
  async ([name, stages, widths], { expect }) => {
    let camera = await startRtspServer(stages[0]);
    const proxy = makeProxy("rtsp", camera.url);
    proxy.hold();
    await proxy.waitForFrame(8_000);
    const recorder = await recordInto(proxy, folder, name, 60);
    const seenAt: number[] = [];
    const since = () => (Date.now() - recorder.startedAt.getTime()) / 1_000;
    for (const [n, stage] of stages.entries()) {
      if (n > 0) {
        await camera.stop();
        await wait(1_500);
        camera = await startRtspServer({ ...stage, port: camera.port });
        await expect.poll(() => proxy.report().reconnects, { timeout: 8_000 }).toBe(n);
      }
      await wait(STAGE_MS);
      seenAt.push(since() - 1);
    }
    const seconds = since();
    await recorder.stop();
    await Promise.all([proxy.stop(), camera.stop()]);
    await finishIn(folder, name);
    const file = folder.file(`${name}.mp4`);
    await expectSound(file, seconds);
    const shown = await pictures(file);
    for (const [n, { time }] of shown.entries()) if (n > 0) expect(time).toBeGreaterThan(shown[n - 1]!.time);
    for (const [n, at] of seenAt.entries()) {
      const then = shown.filter(({ time }) => time > at - 1.5 && time <= at);
      expect(then.length, `pictures around ${at} s`).toBeGreaterThan(25);
      expect(new Set(then.map(({ width }) => width))).toEqual(new Set([widths[n]]));
    }
  },
);
