import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, type Page, test } from "@playwright/test";
import { stackFolder } from "../test/e2e-setup";
import { makeSampleFile } from "../test/fixtures/make-pictures";
import { startMjpegCamera } from "../test/fixtures/mjpeg-camera";
import { startRtspServer } from "../test/fixtures/rtsp-server";
import { startTsCamera } from "../test/fixtures/ts-camera";
import { checkPlayable, durationSeconds } from "../test/video-file";
import { type Api, apiOf, logIn } from "./people";
import { videoOf } from "./the-player";

/** `RECORD_SECONDS=60` in the long suite. */
const SECONDS = Number(process.env.RECORD_SECONDS ?? 10);
test.setTimeout((120 + SECONDS * 3) * 1_000);

async function addCamera(club: Api, name: string, source: string, url?: string): Promise<number> {
  const made = await club.make<{ camera: { id: number } }>("/api/cameras", { name, source, url, device_id: "hub" });
  return made.camera.id;
}

async function openSession(club: Api, camera_id: number): Promise<string> {
  const { session } = await club.make<{ session: { session_id: string } }>("/api/video/session/create", { camera_id });
  return session.session_id;
}

/** Records for SECONDS and checks the file as its container and its decoder see it. */
async function recordAndCheck(club: Api, cameraId: number, file: string): Promise<string> {
  const sessionId = await openSession(club, cameraId);
  const started = await club.post("/api/video/record/start", { session_id: sessionId, duration_minutes: 5 });
  expect(started.status, await started.clone().text()).toBe(201);
  const { recording } = (await started.json()) as { recording: { started_at: string } };
  const startedAt = Date.parse(recording.started_at);
  await delay(SECONDS * 1_000); // the length of the recording, not a wait
  const stopAsked = Date.now();
  const stopped = await club.post("/api/video/record/stop", { session_id: sessionId });
  expect(stopped.status, await stopped.clone().text()).toBe(200);
  await expect
    .poll(async () => (await (await club.get(`/api/video/record/status/${sessionId}`)).json()).recording.status)
    .toBe("ready");
  const download = await club.get(`/api/video/files/${sessionId}/download`);
  expect(download.status).toBe(200);
  writeFileSync(file, Buffer.from(await download.arrayBuffer()));
  await checkPlayable(file, 1);
  expect(Math.abs((await durationSeconds(file)) - (stopAsked - startedAt) / 1_000)).toBeLessThan(1);
  return sessionId;
}

/** Plays in the browser, then jumps to the middle. */
async function playsAndSeeks(page: Page, sessionId: string): Promise<void> {
  await page.goto(`/sessions/${sessionId}`);
  const video = videoOf(page);
  await expect(video).toBeVisible();
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.5);
  const seek = await video.evaluate(async (element: HTMLVideoElement) => {
    element.pause();
    const middle = element.duration / 2;
    const done = new Promise((resolve) => element.addEventListener("seeked", resolve, { once: true }));
    element.currentTime = middle;
    await done;
    return { off: Math.abs(element.currentTime - middle), error: element.error?.message ?? null };
  });
  expect(seek).toEqual({ off: expect.any(Number), error: null });
  expect(seek.off).toBeLessThan(0.5);
}

test("every kind of source gives one MP4, as long as it should be", { tag: "@long" }, async ({ page }, info) => {
  const club = await apiOf("club_admin");
  const sample = path.join(stackFolder(), "sample.mp4");
  await makeSampleFile(sample, 5);
  const cameras = [
    await startRtspServer(),
    await startRtspServer({ user: "viewer", password: "s3cret p@ss/w" }),
    await startMjpegCamera(),
    await startTsCamera(),
  ];
  const [rtsp, locked, mjpeg, ts] = cameras.map((camera) => camera.url);
  const made: number[] = [];
  try {
    for (const [name, source, url] of [
      ["rtsp", "rtsp", rtsp],
      ["rtsp with a password", "rtsp", locked],
      ["mjpeg", "mjpeg", mjpeg],
      ["ts", "ts", ts],
      ["file", "file", sample],
      ["test", "test", undefined],
    ] as const)
      made.push(await addCamera(club, name, source, url));
    const sessions = await Promise.all(
      made.map((id, index) => recordAndCheck(club, id, info.outputPath(`source-${index}.mp4`))),
    );
    await logIn(page, "club_admin");
    for (const sessionId of sessions) await playsAndSeeks(page, sessionId);
  } finally {
    for (const id of made) await club.remove(`/api/cameras/${id}`);
    for (const camera of cameras) await camera.stop();
  }
});

test("an RTSP camera that is off is refused with 502 and leaves no session; one that is killed and comes back shows its picture again", async () => {
  const club = await apiOf("club_admin");
  const server = await startRtspServer();
  const { port } = server;
  const cameraId = await addCamera(club, "comes and goes", "rtsp", server.url);
  await server.stop();
  let again: Awaited<ReturnType<typeof startRtspServer>> | null = null;
  try {
    const refused = await club.post("/api/video/session/create", { camera_id: cameraId });
    expect(refused.status).toBe(502);
    expect(((await refused.json()) as { error: { code: string } }).error.code).toBe("camera_unreachable");
    const { sessions } = (await (await club.get("/api/video/session/list?all=true")).json()) as {
      sessions: { camera_id: number }[];
    };
    expect(sessions.filter((session) => session.camera_id === cameraId)).toEqual([]);

    again = await startRtspServer({ port });
    const sessionId = await openSession(club, cameraId);
    const frameAge = async () => {
      const snapshot = await club.get(`/api/preview/${sessionId}/snapshot.jpg`);
      return snapshot.ok ? Number(snapshot.headers.get("x-frame-age-ms")) : null;
    };
    await expect.poll(frameAge).not.toBeNull();
    await again.stop();
    await expect
      .poll(async () => (await frameAge()) ?? Number.POSITIVE_INFINITY, { timeout: 20_000 })
      .toBeGreaterThan(2_000);
    again = await startRtspServer({ port });
    await expect
      .poll(async () => (await frameAge()) ?? Number.POSITIVE_INFINITY, { timeout: 20_000 })
      .toBeLessThan(1_000);
    await club.post("/api/video/session/close", { session_id: sessionId });
  } finally {
    await again?.stop();
    await club.remove(`/api/cameras/${cameraId}`);
  }
});
