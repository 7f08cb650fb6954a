import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadEdgeConfig } from "@/lib/config/edge";
import type { CameraConfig, ClipReport } from "@/lib/contracts/mqtt";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { SecretBox } from "@/lib/core/secret-box";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { checkPlayable, durationSeconds } from "@/test/video-file";
import { createMedia } from "../../media";
import { sqliteCameraStore } from "../camera-store";
import { createCameras } from "../cameras";
import { cameraConfig, FakeEvents, memoryDatabase, silentLog } from "../fakes.fixture";
import { type ClipRequest, createClips } from "./clips";
import { sqliteClipStore } from "./store";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The cameras of a device and its clips, with the real media engine. */
function startDevice(configs: CameraConfig[]) {
  const mediaDir = mkdtempSync(path.join(tmpdir(), "clips-"));
  cleanUps.push(() => rmSync(mediaDir, { recursive: true, force: true }));
  const config = loadEdgeConfig({
    ...{ DEVICE_ID: "pi-1", DEVICE_TOKEN: "t".repeat(20), EDGE_DB_KEY: "k".repeat(40), ALLOWED_HOSTS: "*" },
    ...{ MEDIA_DIR: mediaDir, EDGE_DATA_DIR: path.join(mediaDir, "data"), VIDEO_FPS: "15" },
  });
  const media = createMedia(config, systemClock, silentLog);
  const db = memoryDatabase();
  const cameras = createCameras({
    ...{
      createProxy: media.createProxy,
      createPreview: media.createPreview,
      createPublisher: media.createPublisher,
      recordingOf: () => null,
      log: silentLog,
    },
    store: sqliteCameraStore(db, new SecretBox(["k".repeat(32)])),
  });
  cleanUps.push(() => cameras.stop());
  const told: ClipReport[] = [];
  const clips = createClips({
    ...{ cameras, mediaDir, clock: systemClock, log: silentLog, writeClip: media.writeClip },
    events: new FakeEvents(),
    store: sqliteClipStore(db),
    reports: { clip: (report) => void told.push(report) },
    readDisk: async () => ({ bytesFree: 2, bytesTotal: 3, bytesReserved: 1 }),
  });
  cameras.set({ version: "1", cameras: configs });
  const take = (camera_id: number, change: Partial<ClipRequest> = {}) =>
    clips.take({ clip_id: newId(), camera_id, club_id: 1, before_s: 10, after_s: 0, ...change });
  const kept = (cameraId: number) => {
    const { ring } = cameras.get(cameraId);
    const [first] = ring?.since(0) ?? [];
    return first ? performance.now() - first.atMs : 0;
  };
  return { cameras, take, told, kept, file: ({ file }: ClipReport) => path.join(mediaDir, file.path) };
}

test("a replay of ten seconds has its ten seconds, and an event what was before and after it", async () => {
  const rtsp = await startRtspServer({ width: 640, height: 360 });
  cleanUps.push(() => rtsp.stop());
  const mjpeg = await startMjpegCamera({ fps: 12 });
  cleanUps.push(() => mjpeg.stop());
  const device = startDevice([
    cameraConfig(1, { source: "rtsp", url: rtsp.url, ring: true }),
    cameraConfig(2, { source: "mjpeg", url: mjpeg.url, ring: true }),
  ]);
  for (const id of [1, 2]) await expect.poll(() => device.kept(id), { timeout: 30_000 }).toBeGreaterThan(12_000);

  const askedMs = performance.now();
  const replays = await Promise.all([device.take(1), device.take(2)]);
  const tookMs = performance.now() - askedMs;
  for (const report of replays) {
    await checkPlayable(device.file(report), 10);
    expect(await durationSeconds(device.file(report))).toBeLessThan(11.5);
    expect(report.file).toMatchObject({ bytes: statSync(device.file(report)).size, has_poster: true });
    const beganAgoMs = Date.now() - (performance.now() - askedMs) - Date.parse(report.started_at);
    expect(beganAgoMs).toBeGreaterThan(9_990);
    expect(beganAgoMs).toBeLessThan(11_500);
  }
  expect(tookMs).toBeLessThan(14_000);

  const event_id = newId();
  const at = new Date().toISOString();
  const clip = await device.take(1, { event_id, at, before_s: 5, after_s: 3 });
  await checkPlayable(device.file(clip), 8);
  expect(await durationSeconds(device.file(clip))).toBeLessThan(9.5);
  expect(Date.parse(at) - Date.parse(clip.started_at)).toBeGreaterThanOrEqual(4_990);
  expect(device.told).toEqual([...replays.toSorted((a, b) => device.told.indexOf(a) - device.told.indexOf(b)), clip]);
  expect(device.cameras.reports().map(({ state }) => state)).toEqual(["live", "live"]);
}, 90_000);
