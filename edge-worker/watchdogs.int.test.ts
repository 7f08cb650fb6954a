import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CameraConfig, DeviceEvent } from "@/lib/contracts/mqtt";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { decodeMessages, durationSeconds } from "@/test/video-file";
import { DEVICE, descendantsOf, type EdgeProcess, type EdgeRig, edgeRig } from "./edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "./fake-web.fixture";

const PASSWORD = "hunter2-of-the-camera";
const SESSION = `sess_1_${Date.now()}`;

let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let edge: EdgeProcess;
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { ALLOWED_HOSTS: "*" });
  edge = rig.start();
  await expect.poll(() => web.isOnline() || edge.log(), { timeout: 15_000 }).toBe(true);
});
afterEach(async () => {
  await rig.cleanUp();
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
  await web.stop();
  await broker.stop();
});

async function record(source: CameraConfig["source"], url: string): Promise<number> {
  const place = { session_id: SESSION, camera_id: 1, club_id: 1 };
  const camera = { id: 1, club_id: 1, name: "Court 1", source, url, audio: false, sensors: false };
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [camera] });
  await web.link.command(DEVICE, "session.open", place);
  const ends_at = new Date(Date.now() + 600_000).toISOString();
  return Date.parse((await web.link.command(DEVICE, "record.start", { ...place, ends_at })).started_at);
}

const seen = (type: string): DeviceEvent | undefined => web.events().find((event) => event.type === type);
async function until(type: string, timeout: number): Promise<DeviceEvent> {
  await expect.poll(() => seen(type)?.type ?? edge.log(), { timeout, interval: 50 }).toBe(type);
  return seen(type)!;
}

/** The one file of the session, stopped now: sound, and as long as the wall clock. */
async function expectWholeFile(startedAt: number): Promise<void> {
  const stopped = await web.link.command(DEVICE, "record.stop", { session_id: SESSION });
  const video = path.join(rig.mediaDir, `videos/1/${SESSION}.mp4`);
  await expect.poll(() => web.recording(SESSION).at(-1)?.state, { timeout: 20_000 }).toBe("ready");
  expect(await decodeMessages(video)).toBe("");
  const lasted = (Date.parse(stopped.ended_at!) - startedAt) / 1_000;
  expect(Math.abs((await durationSeconds(video)) - lasted)).toBeLessThan(1);
}

test("an upstream that stands still is given up within 5 s, and said to be lost with what was last heard; then it is back", async () => {
  const camera = await startRtspServer({ user: "admin", password: PASSWORD, width: 640, height: 360 });
  cleanUps.push(() => camera.stop());
  const startedAt = await record("rtsp", camera.url);
  await expect.poll(() => Date.now() - startedAt, { timeout: 5_000 }).toBeGreaterThan(1_500);
  camera.freeze();
  const frozenAt = Date.now();
  const lost = await until("camera.lost", 7_000);
  expect(Date.now() - frozenAt).toBeLessThan(5_500);
  expect(lost).toMatchObject({ camera_id: 1, data: { cause: "silent", session_id: SESSION } });
  const lines = lost.data.lines as string[];
  expect(lines.join("\n")).toContain("DESCRIBE rtsp://127.0.0.1");
  expect(lines.at(-1)).toMatch(/does not answer|Nothing arrived/);
  camera.resume();
  const back = await until("camera.back", 8_000);
  expect(back.data.lost_ms).toBeGreaterThan(3_000);
  expect(Math.abs(Date.parse(lost.occurred_at) - frozenAt)).toBeLessThan(1_000);
  await expectWholeFile(startedAt);
  expect(web.events().map(({ type }) => type)).toEqual(["camera.lost", "camera.back"]);
  expect(JSON.stringify(web.events()) + edge.log()).not.toContain(PASSWORD);
});

test("an encoder that stands still is replaced within 5 s: the same file goes on, and what happened is told", async () => {
  const camera = await startMjpegCamera({ fps: 12, user: "admin", password: PASSWORD });
  cleanUps.push(() => camera.stop());
  const startedAt = await record("mjpeg", camera.url);
  await expect.poll(() => Date.now() - startedAt, { timeout: 8_000 }).toBeGreaterThan(4_000);
  const [encoder, ...others] = encoders();
  expect(others).toEqual([]);
  process.kill(encoder!, "SIGSTOP");
  const frozenAt = Date.now();
  await expect.poll(() => encoders().some((pid) => pid !== encoder), { timeout: 8_000, interval: 50 }).toBe(true);
  expect(Date.now() - frozenAt).toBeLessThan(5_500);
  const replaced = await until("recorder.replaced", 2_000);
  expect(replaced).toMatchObject({ camera_id: 1, data: { cause: "mute", session_id: SESSION } });
  expect(encoders()).not.toContain(encoder);
  const replacedAt = Date.now();
  await expect.poll(() => Date.now() - replacedAt, { timeout: 6_000 }).toBeGreaterThan(4_000);
  await expectWholeFile(startedAt);
  expect(web.events().map(({ type }) => type)).toEqual(["recorder.replaced"]);
});

/** Those of this device that encode a recording; its previews are decoded by others. */
const encoders = (): number[] =>
  descendantsOf(edge.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("libx264");
    } catch {
      return false; // it ended meanwhile
    }
  });
