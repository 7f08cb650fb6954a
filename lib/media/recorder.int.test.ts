import { readFileSync, statSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decodeMessages, durationSeconds } from "@/edge-worker/video.fixture";
import { makeSampleFile } from "@/test/fixtures/make-pictures";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { startTsCamera } from "@/test/fixtures/ts-camera";
import { expectSound, type Folder, finishIn, makeFolder, makeProxy, recordInto, wait } from "./media.fixture";
import type { CameraProxy } from "./ports";

let folder: Folder;
const cleanUps: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = makeFolder();
});
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
  folder.remove();
});
function using<T extends { stop(): Promise<void> }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}

async function record(proxy: CameraProxy, name: string, seconds: number) {
  using(proxy).hold();
  await proxy.waitForFrame(8_000);
  const asked = performance.now();
  const recorder = await recordInto(proxy, folder, name).catch((e) => {
    console.log(name, readFileSync(folder.file(`${name}.log`), "utf8"));
    throw e;
  });
  const startMs = performance.now() - asked;
  expect(startMs).toBeLessThan(4_500);
  await wait(seconds * 1_000 - (Date.now() - recorder.startedAt.getTime()));
  const stopping = performance.now();
  const lastedSeconds = (Date.now() - recorder.startedAt.getTime()) / 1_000;
  await recorder.stop();
  const stopMs = performance.now() - stopping;
  expect(await recorder.ended).toEqual({ error: null });
  return { lastedSeconds, startMs, stopMs, bytes: recorder.bytes() };
}

test("ten seconds of every source: sound, as long as the wall clock, index in front", async () => {
  const [rtsp, hevc, mjpeg, ts, sample] = await Promise.all([
    startRtspServer({ user: "admin", password: "p@ss w:rd'x" }).then(using),
    startRtspServer({ codec: "h265", width: 640, height: 360, audio: "alaw" }).then(using),
    startMjpegCamera({ fps: 12 }).then(using),
    startTsCamera().then(using),
    makeSampleFile(folder.file("sample.mp4"), 4),
  ]);
  const proxies: [string, CameraProxy][] = [
    ["rtsp", makeProxy("rtsp", rtsp.url)],
    ["hevc", makeProxy("rtsp", hevc.url, { audio: true })],
    ["mjpeg", makeProxy("mjpeg", mjpeg.url)],
    ["ts", makeProxy("ts", ts.url)],
    ["file", makeProxy("file", sample, { audio: true })],
    ["test", makeProxy("test", null)],
  ];
  await Promise.all(
    proxies.map(async ([name, proxy]) => {
      const { lastedSeconds, bytes, startMs, stopMs } = await record(proxy, name, 10);
      console.log(name, { lastedSeconds, bytes, startMs: Math.round(startMs), stopMs: Math.round(stopMs) });
      expect(bytes).toBe(statSync(folder.file(`.${name}.mp4.part`)).size);
      const finished = await finishIn(folder, name);
      expect(finished).toMatchObject({ hasPoster: true, bytes: statSync(folder.file(`${name}.mp4`)).size });
      expect(statSync(folder.file(`${name}.mp4`)).mode & 0o777).toBe(0o600);
      await expectSound(folder.file(`${name}.mp4`), lastedSeconds);
      console.log(
        name,
        await durationSeconds(folder.file(`${name}.mp4`)),
        await decodeMessages(folder.file(`.${name}.mp4.part`)).catch(() => "gone"),
      );
    }),
  );
}, 90_000);
