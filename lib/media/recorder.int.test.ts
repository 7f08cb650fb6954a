import { existsSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSampleFile } from "@/test/fixtures/make-pictures";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { startTsCamera } from "@/test/fixtures/ts-camera";
import { type Folder, finishIn, makeFolder, makeProxy, recordInto, wait, whatProcessesShow } from "./media.fixture";
import type { CameraProxy } from "./ports";
import { expectSound } from "./sound.fixture";

let folder: Folder;
const cleanUps: (() => unknown)[] = [];
beforeAll(() => {
  folder = makeFolder();
});
afterAll(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
  folder.remove();
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}

/** Records until `seconds` after the first picture of the file; answers how long that was by the wall clock. */
async function record(proxy: CameraProxy, name: string, seconds: number): Promise<number> {
  using(proxy).hold();
  await proxy.waitForFrame(8_000);
  const askedMs = performance.now();
  const recorder = await recordInto(proxy, folder, name);
  expect(performance.now() - askedMs).toBeLessThan(4_500);
  expect(recorder.bytes()).toBeGreaterThan(0);
  const sinceStart = () => Date.now() - recorder.startedAt.getTime();
  await wait(Math.max(0, seconds * 1_000 - sinceStart()));
  const lastedMs = sinceStart();
  await recorder.stop();
  expect(sinceStart() - lastedMs).toBeLessThan(3_000);
  expect(await recorder.ended).toEqual({ error: null });
  expect(recorder.bytes()).toBe(statSync(folder.file(`.${name}.mp4.part`)).size);
  return lastedMs / 1_000;
}

test.concurrent("ten seconds of every source: sound, as long as the wall clock, index in front; no password anywhere", async () => {
  const password = "hunter2 p@ss'w:rd";
  const [rtsp, digest, hevc, mjpeg, ts, sample] = await Promise.all([
    startRtspServer({ user: "admin", password }).then(using),
    startRtspServer({ user: "admin", password, auth: "digest", width: 640, height: 360 }).then(using),
    startRtspServer({ codec: "h265", width: 640, height: 360, audio: "alaw" }).then(using),
    startMjpegCamera({ fps: 12, user: "admin", password }).then(using),
    startTsCamera().then(using),
    makeSampleFile(folder.file("sample.mp4"), 4),
  ]);
  const proxies: Record<string, CameraProxy> = {
    rtsp: makeProxy("rtsp", rtsp.url),
    digest: makeProxy("rtsp", digest.url),
    hevc: makeProxy("rtsp", hevc.url, { audio: true }),
    mjpeg: makeProxy("mjpeg", mjpeg.url),
    ts: makeProxy("ts", ts.url),
    file: makeProxy("file", sample, { audio: true }),
    test: makeProxy("test", null),
  };
  const secrets = [
    password,
    "hunter2",
    encodeURIComponent(password),
    Buffer.from(`admin:${password}`).toString("base64"),
  ];
  const recorded = Promise.all(
    Object.entries(proxies).map(async ([name, proxy]) => [name, await record(proxy, name, 10)] as const),
  );
  await wait(6_000);
  const shown = whatProcessesShow();
  expect(shown).toContain("smjpeg");
  for (const secret of secrets) expect(shown).not.toContain(secret);
  for (const [name, seconds] of await recorded) {
    const log = readFileSync(folder.file(`${name}.log`), "utf8");
    for (const secret of secrets) expect(log).not.toContain(secret);
    const video = folder.file(`${name}.mp4`);
    const finished = await finishIn(folder, name);
    expect(finished).toMatchObject({ hasPoster: true, bytes: statSync(video).size });
    expect(statSync(video).mode & 0o777).toBe(0o600);
    expect(existsSync(folder.file(`.${name}.mp4.part`))).toBe(false);
    await expectSound(video, seconds);
    expect(Math.abs(finished.durationSeconds - seconds)).toBeLessThan(1);
    expect(proxies[name]!.gapsSince(new Date(0))).toEqual([]);
  }
}, 90_000);

test.concurrent("a stop one second after the start gives a playable file, copied or encoded", async () => {
  const camera = using(await startMjpegCamera());
  await Promise.all(
    (
      [
        ["copied", makeProxy("test", null)],
        ["encoded", makeProxy("mjpeg", camera.url)],
      ] as const
    ).map(async ([name, proxy]) => {
      const seconds = await record(proxy, name, 1);
      await finishIn(folder, name);
      await expectSound(folder.file(`${name}.mp4`), seconds);
    }),
  );
});

test("cameras that vanish and return: one file as long as the wall clock, the gap is known; a stop while they are away works", async () => {
  const [rtsp, mjpeg] = await Promise.all([startRtspServer(), startMjpegCamera()]);
  const proxies = { rtsp: makeProxy("rtsp", rtsp.url), mjpeg: makeProxy("mjpeg", mjpeg.url) };
  const starting = Date.now();
  const recorded = Promise.all(
    Object.entries(proxies).map(async ([name, proxy]) => [name, await record(proxy, `cut-${name}`, 11)] as const),
  );
  await wait(3_000);
  await Promise.all([rtsp.stop(), mjpeg.stop()]);
  const awayAt = Date.now();
  await wait(3_500);
  const back = {
    rtsp: using(await startRtspServer({ port: rtsp.port })),
    mjpeg: using(await startMjpegCamera({ port: mjpeg.port })),
  };
  const backAt = Date.now();
  for (const proxy of Object.values(proxies))
    await expect.poll(() => proxy.report().state, { timeout: 6_000 }).toBe("live");
  expect(Date.now() - backAt).toBeLessThan(4_000);
  await wait(10_500 - (Date.now() - starting));
  await Promise.all([back.rtsp.stop(), back.mjpeg.stop()]);
  for (const [name, seconds] of await recorded) {
    const [gap, open, ...more] = proxies[name as keyof typeof proxies].gapsSince(new Date(starting));
    expect(Math.abs(Date.parse(gap!.from) - awayAt)).toBeLessThan(1_000);
    expect(Date.parse(gap!.to!)).toBeGreaterThan(awayAt + 2_500);
    expect([open?.to, more]).toEqual([null, []]);
    await finishIn(folder, `cut-${name}`);
    await expectSound(folder.file(`cut-${name}.mp4`), seconds);
  }
});
