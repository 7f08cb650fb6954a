import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { startTsCamera } from "@/test/fixtures/ts-camera";
import { makeProxy, policy, silent } from "./media.fixture";
import { testCamera } from "./test-camera";

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}
const look = (source: "rtsp" | "mjpeg" | "ts" | "file" | "test", url: string | null) =>
  testCamera({ source, url, ffmpegPath: "ffmpeg", policy, clock: systemClock, log: silent });

test.concurrent("says what a camera sends, or in one sentence what is wrong", async () => {
  const login = { user: "admin", password: "correct" };
  const [rtsp, hevc, rtpJpeg, mjpeg, ts] = await Promise.all([
    startRtspServer(login).then(using),
    startRtspServer({ codec: "h265", width: 640, height: 360 }).then(using),
    startRtspServer({ codec: "mjpeg", width: 640, height: 360 }).then(using),
    startMjpegCamera({ ...login, auth: "digest" }).then(using),
    startTsCamera({ width: 640, height: 360 }).then(using),
  ]);
  const startedMs = performance.now();
  const [ok, h265, wrong, path, jpegs, basic, digest, redirected, wrongDigest, overHttp, page, refused, nobody, file] =
    await Promise.all([
      look("rtsp", rtsp.url),
      look("rtsp", hevc.url),
      look("rtsp", rtsp.url.replace("correct", "wrong")),
      look("rtsp", rtsp.url.replace("/live", "/none")),
      look("rtsp", rtpJpeg.url),
      look("mjpeg", mjpeg.url.replace("/video", "/none")),
      look("mjpeg", mjpeg.url),
      look("mjpeg", mjpeg.url.replace("/video", "/elsewhere")),
      look("mjpeg", mjpeg.url.replace("correct", "wrong")),
      look("ts", ts.url),
      look("ts", mjpeg.url),
      look("rtsp", "rtsp://127.0.0.1:1/x"),
      look("mjpeg", "http://no-such-camera.invalid/x"),
      look("file", "/no/such/file.mp4"),
    ]);
  expect(performance.now() - startedMs).toBeLessThan(8_500);
  expect(ok).toMatchObject({ ok: true, codec: "h264", width: 1280, height: 720, fps: 25 });
  expect(h265).toMatchObject({ ok: true, codec: "hevc", width: 640, height: 360 });
  expect(digest).toMatchObject({ ok: true, codec: "mjpeg", width: 640, height: 360 });
  expect(overHttp).toMatchObject({ ok: true, codec: "h264", width: 640, height: 360 });
  for (const result of [ok, h265, digest, overHttp])
    expect(
      Buffer.from(result.picture ?? "", "base64")
        .subarray(0, 2)
        .toString("hex"),
    ).toBe("ffd8");
  expect([wrong.cause, path.cause, redirected.cause, nobody.cause]).toEqual([
    ...["wrong_login", "wrong_path", "redirected", "unknown_name"],
  ]);
  const said = (result: typeof ok) => (result.ok ? "it is ok" : result.message);
  expect(said(wrong)).toContain("user and password");
  expect(said(wrongDigest)).toContain("user and password");
  expect(said(path)).toContain("nothing at this address");
  expect(said(basic)).toContain("nothing at this address");
  expect(said(jpegs)).toContain("neither H.264 nor H.265");
  expect(said(redirected)).toContain("another address");
  expect(said(page)).toContain("not with a video");
  expect(said(refused)).toContain("refuses the connection");
  expect(said(nobody)).toContain("name is not known");
  expect(said(file)).toContain("no such file");
});

test.concurrent("a camera that accepts and says nothing, and one that sends a byte a second, are no cameras; nor is this machine", async () => {
  const mute = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
  const drip = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=x\r\n\r\n");
    const timer = setInterval(() => socket.write("."), 1_000);
    socket.on("close", () => clearInterval(timer));
  }).listen(0, "127.0.0.1");
  for (const server of [mute, drip]) cleanUps.push(() => server.close());
  await Promise.all([mute, drip].map((server) => once(server, "listening")));
  const port = (server: typeof mute) => (server.address() as { port: number }).port;
  const results = await Promise.all([
    look("rtsp", `rtsp://127.0.0.1:${port(mute)}/x`),
    look("mjpeg", `http://127.0.0.1:${port(mute)}/x`),
    look("mjpeg", `http://127.0.0.1:${port(drip)}/x`),
    look("ts", `http://127.0.0.1:${port(drip)}/x`),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  const strict = { allowTestSources: false, allowedHosts: [] };
  const inside = testCamera({
    source: "rtsp",
    url: "rtsp://127.0.0.1/x",
    ffmpegPath: "ffmpeg",
    policy: strict,
    clock: systemClock,
    log: silent,
  });
  expect(await inside.catch((error: unknown) => error)).toMatchObject({
    message: expect.stringContaining("ALLOWED_HOSTS"),
  });
});

test.concurrent("a frozen RTSP camera is noticed within five seconds, and live again within three of its return", async () => {
  const camera = using(await startRtspServer({ width: 640, height: 360 }));
  const proxy = using(makeProxy("rtsp", camera.url));
  proxy.hold();
  await proxy.waitForFrame(8_000);
  camera.freeze();
  const frozenMs = performance.now();
  await expect.poll(() => proxy.report().state, { timeout: 8_000 }).not.toBe("live");
  expect(performance.now() - frozenMs).toBeLessThan(5_300);
  camera.resume();
  const resumedMs = performance.now();
  await expect.poll(() => proxy.report().state, { timeout: 8_000 }).toBe("live");
  expect(performance.now() - resumedMs).toBeLessThan(4_000);
});
