import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspRecorder, startRtspServer } from "@/test/fixtures/rtsp-server";
import { makeFolder, makeProxy, policy, silent, whatProcessesShow } from "../../media.fixture";
import type { CameraProxy } from "../../ports";
import { createPublisher } from "./publisher";

const folder = makeFolder();
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
  folder.remove();
});
function using<T extends { stop(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.stop());
  return thing;
}

function publish(proxy: CameraProxy, url: string) {
  const publisher = createPublisher({ ...{ proxy, url, policy, clock: systemClock, log: silent }, onChange: () => {} });
  publisher.start();
  return using(publisher);
}

type Packet = { codec_type: string; pts_time: string };
/** Nothing here may keep this program from sending meanwhile: late packets are dropped by whoever takes them. */
const run = promisify(execFile);
/** What arrived, as ffprobe reads it; nothing yet is an empty list. */
async function packetsIn(file: string): Promise<Packet[]> {
  if (!existsSync(file)) return [];
  const args = ["-v", "error", "-show_entries", "packet=codec_type,pts_time", "-of", "json", file];
  const said = await run("ffprobe", args, { maxBuffer: 64 * 1024 * 1024 }).catch(() => null);
  return said ? ((JSON.parse(said.stdout) as { packets?: Packet[] }).packets ?? []) : [];
}
const countPictures = async (file: string) =>
  (await packetsIn(file)).filter(({ codec_type }) => codec_type === "video").length;
// The server notes when something came, and on a busy machine two come at one moment, which this format allows.
const decodeErrors = async (file: string) =>
  (await run("ffmpeg", ["-v", "error", "-i", file, "-f", "framecrc", "-y", "/dev/null"])).stderr;
const many = { timeout: 15_000, interval: 300 };

test.concurrent("H.264 with sound, behind Digest: what was published is read back whole and in time; the password is nowhere", async ({
  expect,
}) => {
  const file = folder.file("sound.ts");
  const password = "s3cret-of-the-server";
  const [camera, server] = await Promise.all([
    startRtspServer({ audio: "aac", width: 640, height: 360 }).then(using),
    startRtspRecorder({ file, audio: "aac", user: "pub", password }).then(using),
  ]);
  const proxy = using(makeProxy("rtsp", camera.url, { audio: true }));
  const publisher = publish(proxy, server.url);
  await expect.poll(() => publisher.report(), many).toEqual({ state: "live", error: null, cause: null });
  await expect.poll(() => countPictures(file), many).toBeGreaterThan(100);
  expect(whatProcessesShow()).not.toContain(password);
  await publisher.stop();
  expect(await decodeErrors(file)).toBe("");
  const all = await packetsIn(file);
  const times = (kind: string) =>
    all.filter(({ codec_type }) => codec_type === kind).map((one) => Number(one.pts_time));
  const [video, audio] = [times("video"), times("audio")];
  const steps = video.slice(1).map((time, i) => time - video[i]!);
  expect(Math.max(...steps)).toBeLessThan(0.08);
  expect(Math.max(...steps)).toBeLessThan(0.08);
  expect(Math.abs(audio.at(-1)! - video.at(-1)!)).toBeLessThan(0.5);
  expect(audio.length / (audio.at(-1)! - audio[0]!)).toBeGreaterThan(40);
}, 60_000);

test.concurrent("H.265 too; a server that goes is found again, and one that stands still is left within 5 s", async ({
  expect,
}) => {
  const [before, after] = [folder.file("before.ts"), folder.file("after.ts")];
  const camera = using(await startRtspServer({ codec: "h265", width: 640, height: 360 }));
  const proxy = using(makeProxy("rtsp", camera.url));
  const first = using(await startRtspRecorder({ file: before, codec: "h265" }));
  const publisher = publish(proxy, first.url);
  await expect.poll(() => countPictures(before), many).toBeGreaterThan(25);
  await first.stop();
  await expect.poll(() => publisher.report().state, many).toBe("waiting");
  expect(publisher.report().error).toMatch(/^The server /);
  const second = using(await startRtspRecorder({ file: after, codec: "h265", port: first.port }));
  await expect.poll(() => countPictures(after), many).toBeGreaterThan(25);
  expect(await decodeErrors(after)).toBe("");
  second.freeze();
  const frozenMs = performance.now();
  await expect.poll(() => publisher.report(), { timeout: 8_000 }).toMatchObject({ state: "waiting", cause: "silent" });
  expect(performance.now() - frozenMs).toBeLessThan(6_000);
  expect(proxy.report()).toMatchObject({ state: "live", reconnects: 0 });
  second.resume();
  await expect.poll(() => publisher.report().state, { timeout: 20_000 }).toBe("live");
}, 90_000);

test.concurrent("why not is said: a wrong password, nobody there, a camera of single pictures, a forbidden place", async ({
  expect,
}) => {
  const server = using(await startRtspRecorder({ file: folder.file("none.ts"), user: "pub", password: "right" }));
  const jpegs = using(await startMjpegCamera());
  const proxy = using(makeProxy("test", null));
  const cause = (publisher: { report(): { cause: string | null } }) =>
    expect.poll(() => publisher.report().cause, { timeout: 12_000 });
  await Promise.all([
    cause(publish(proxy, server.url.replace("right", "wrong"))).toBe("wrong_login"),
    cause(publish(proxy, "rtsp://127.0.0.1:1/court")).toBe("refused"),
    cause(publish(using(makeProxy("mjpeg", jpegs.url)), server.url)).toBe("wrong_codec"),
  ]);
}, 40_000);

test("a forbidden address is not connected to", async () => {
  const proxy = using(makeProxy("test", null));
  const strict = { allowTestSources: true, allowedHosts: [] };
  const url = "rtsp://127.0.0.1:9/court";
  const publisher = createPublisher({
    proxy,
    url,
    policy: strict,
    clock: systemClock,
    log: silent,
    onChange: () => {},
  });
  using(publisher).start();
  await expect.poll(() => publisher.report().cause, { timeout: 10_000 }).toBe("forbidden_address");
});
