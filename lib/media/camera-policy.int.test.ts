import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CameraPolicy } from "@/lib/core/camera-url";
import { systemClock } from "@/lib/core/clock";
import { makeSampleFile } from "@/test/fixtures/make-pictures";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { describeAt, startRedirectingHttp, startScriptedRtsp, startTrap } from "./hostile-cameras.fixture";
import { makeFolder, silent } from "./media.fixture";
import { testCamera } from "./test-camera";

// Whatever a camera or an address says, nothing is opened that was not allowed: asserted on listeners.

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}
type Source = "rtsp" | "mjpeg" | "ts" | "file";
const look = (source: Source, url: string, policy: Partial<CameraPolicy> = {}) =>
  testCamera({
    ...{ source, url, ffmpegPath: "ffmpeg", clock: systemClock, log: silent },
    policy: { allowTestSources: false, allowedHosts: [], ...policy },
  });
const allowing = (port: number) => ({ allowedHosts: [`127.0.0.1:${port}`] });

test.concurrent("this machine in every notation, metadata and unspecified addresses: refused, and nobody knocks", async () => {
  const trap = using(await startTrap());
  const hosts = [
    ...["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1."],
    ...["localhost", "LOCALHOST.", "cam.localhost", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]"],
    ...["[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254", "0xa9fea9fe"],
    ...["[fe80::1]", "[fd00:ec2::254]", "metadata.google.internal", "%31%32%37.0.0.1", "user@127.0.0.1"],
  ];
  const urls = hosts.flatMap((host): [Source, string][] => [
    ["rtsp", `rtsp://${host}:${trap.port}/x`],
    ["rtsp", `rtsps://${host}:${trap.port}/x`],
    ["mjpeg", `http://${host}:${trap.port}/x`],
    ["ts", `https://${host}:${trap.port}/x`],
  ]);
  const results = await Promise.all(urls.map(([source, url]) => look(source, url)));
  expect(
    results.map(({ cause }, index) => [urls[index]![1], cause]).filter(([, cause]) => cause !== "forbidden_address"),
  ).toEqual([]);
  expect(trap.visits()).toBe(0);
});

test.concurrent("what is no camera address is not opened, whatever it is called", async () => {
  const { dir, file, remove } = makeFolder();
  cleanUps.push(remove);
  await makeSampleFile(file("secret.mp4"), 1);
  const addresses = [
    ...[`file:${file("secret.mp4")}`, `file://${file("secret.mp4")}`, file("secret.mp4")],
    ...[`concat:${file("secret.mp4")}`, `subfile,,start,0,end,0,,:${file("secret.mp4")}`, "data:video/mp4;base64,AAAA"],
    ...["pipe:0", "unix:/tmp/x", "crypto:x", "tee:x", "rtp://10.0.0.9:5000", "udp://10.0.0.9:5000", "ftp://10.0.0.9/x"],
    ...["javascript:alert(1)", `rtsp://10.0.0.9/x\nfile '${dir}/secret.mp4'`, "http+unix://x", "//10.0.0.9/x"],
  ];
  for (const source of ["rtsp", "mjpeg", "ts"] as const)
    for (const url of addresses) expect((await look(source, url)).ok, url).toBe(false);
});

describe("a camera that sends us elsewhere is not followed", () => {
  test.concurrent.each([301, 302, 303, 307, 308])("over HTTP with %s", async (status) => {
    const trap = using(await startTrap());
    const camera = using(await startRedirectingHttp(status, `http://127.0.0.1:${trap.port}/`));
    for (const source of ["mjpeg", "ts"] as const) {
      const result = await look(source, `http://127.0.0.1:${camera.port}/`, allowing(camera.port));
      expect(result).toMatchObject({ ok: false, cause: "redirected" });
    }
    expect(camera.requests()).toBeGreaterThan(0);
    expect(trap.visits()).toBe(0);
  });

  const redirect =
    (port: number, status = "302 Moved") =>
    (cseq: string) =>
      `RTSP/1.0 ${status}\r\nCSeq: ${cseq}\r\nLocation: rtsp://127.0.0.1:${port}/elsewhere\r\n\r\n`;

  test.concurrent("over RTSP, at whatever question; ffmpeg by itself would go there", async ({ expect }) => {
    const [trap, control] = [using(await startTrap()), using(await startTrap())];
    const cameras = await Promise.all([
      startScriptedRtsp({ OPTIONS: redirect(trap.port) }).then(using),
      startScriptedRtsp({ DESCRIBE: redirect(trap.port) }).then(using),
      startScriptedRtsp({ DESCRIBE: redirect(trap.port, "+0301") }).then(using),
      startScriptedRtsp({ DESCRIBE: describeAt("track1"), SETUP: redirect(trap.port) }).then(using),
    ]);
    const results = await Promise.all(
      cameras.map(({ port }) => look("rtsp", `rtsp://127.0.0.1:${port}/live`, allowing(port))),
    );
    for (const result of results) expect(result).toMatchObject({ ok: false, cause: "redirected" });
    for (const camera of cameras) expect(camera.asked.length).toBeGreaterThan(0);
    expect(trap.visits()).toBe(0);

    const camera = using(await startScriptedRtsp({ DESCRIBE: redirect(control.port) }));
    const url = `rtsp://127.0.0.1:${camera.port}/live`;
    const child = spawn("ffmpeg", ["-rtsp_transport", "tcp", "-i", url, "-f", "null", "-"], { stdio: "ignore" });
    await expect.poll(control.visits, { timeout: 5_000 }).toBeGreaterThan(0);
    child.kill("SIGKILL");
  });

  test.concurrent("over RTSP, in the description of its streams", async () => {
    const trap = using(await startTrap());
    const camera = using(await startScriptedRtsp({ DESCRIBE: describeAt(`rtsp://127.0.0.1:${trap.port}/track1`) }));
    const result = await look("rtsp", `rtsp://127.0.0.1:${camera.port}/live`, allowing(camera.port));
    expect(result.ok).toBe(false);
    expect(camera.asked).toContain("SETUP");
    expect(trap.visits()).toBe(0);
  });
});

describe("a name that changes its mind", () => {
  test.concurrent("is looked up once for each connection, and only an allowed address is connected to", async () => {
    const camera = using(await startMjpegCamera());
    const trap = using(await startTrap("127.0.0.2", camera.port));
    const answers = ["127.0.0.1", "127.0.0.2"];
    let asked = 0;
    const lookUp = async () => [{ address: answers[Math.min(asked++, 1)]!, family: 4 }];
    const url = `http://camera.test:${camera.port}/video`;
    expect(await look("mjpeg", url, { ...allowing(camera.port), lookUp })).toMatchObject({ ok: true });
    expect(asked).toBe(1);
    for (const [source, address] of [
      ["mjpeg", url],
      ["ts", url],
      ["rtsp", url.replace("http:", "rtsp:")],
    ] as const)
      expect(await look(source, address, { ...allowing(camera.port), lookUp })).toMatchObject({
        ok: false,
        cause: "forbidden_address",
      });
    expect(trap.visits()).toBe(0);
  });

  test.concurrent("is refused whole when one of its addresses is forbidden", async () => {
    const trap = using(await startTrap());
    const lookUp = async () => [
      { address: "192.0.2.1", family: 4 },
      { address: "::ffff:127.0.0.1", family: 6 },
    ];
    const result = await look("rtsp", `rtsp://camera.test:${trap.port}/x`, { lookUp });
    expect(result).toMatchObject({ ok: false, cause: "forbidden_address" });
    expect(trap.visits()).toBe(0);
  });
});

describe("ffmpeg, told to read a file", () => {
  let folder: ReturnType<typeof makeFolder>;
  beforeAll(async () => {
    folder = makeFolder();
    cleanUps.push(folder.remove);
    await makeSampleFile(folder.file("secret.mp4"), 1);
  });
  test.concurrent("a file that is a list of files is no video", async () => {
    const secret = folder.file("secret.mp4");
    writeFileSync(folder.file("list.mp4"), `ffconcat version 1.0\nfile '${secret}'\n`);
    writeFileSync(folder.file("list.m3u8"), `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:1,\nfile://${secret}\n`);
    for (const name of ["list.mp4", "list.m3u8"])
      expect(await look("file", folder.file(name), { allowTestSources: true })).toMatchObject({ ok: false });
    expect(await look("file", secret, { allowTestSources: true })).toMatchObject({ ok: true });
  });
});
