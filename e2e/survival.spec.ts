import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { kill9, readCredentials, stackFolder } from "../test/e2e-setup";
import { checkPlayable, durationSeconds } from "../test/video-file";

// A recording outlives the programs around it. Everything is seen from outside, through the API.

async function openApi(request: APIRequestContext) {
  const { email, password } = readCredentials().super_admin;
  const login = await request.post("/api/auth/token", { data: { email, password } });
  const headers = { Authorization: `Bearer ${(await login.json()).token}` };
  return {
    async post(path: string, data: object) {
      const answer = await request.post(path, { data, headers });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    },
    recording: async (session: string) =>
      (await (await request.get(`/api/video/record/status/${session}`, { headers, timeout: 5_000 })).json()).recording,
    async download(session: string, file: string) {
      const answer = await request.get(`/api/video/files/${session}/download`, { headers });
      expect(answer.status()).toBe(200);
      writeFileSync(file, await answer.body());
    },
  };
}

async function record(api: Awaited<ReturnType<typeof openApi>>, court: number): Promise<string> {
  const { session } = await api.post("/api/video/session/create", { terrain_id: court });
  await api.post("/api/video/record/start", { session_id: session.session_id, duration_minutes: 5 });
  return session.session_id;
}

test("web is killed during a recording: it goes on without a gap and is found again", async ({ request }, info) => {
  const api = await openApi(request);
  const session = await record(api, 1);
  const before = await api.recording(session);
  kill9("web");
  const found = () => api.recording(session).catch(() => null);
  await expect.poll(found, { timeout: 30_000 }).toMatchObject({ status: "recording", started_at: before.started_at });
  // The device finds the new web by itself; until then a stop answers 503. One whose answer got lost may have been obeyed.
  const secondsSinceStart = () => (Date.now() - Date.parse(before.started_at)) / 1000;
  const firstStopSeconds = secondsSinceStart();
  const stop = () => api.post("/api/video/record/stop", { session_id: session }).catch(() => null);
  let stopped: { video_path: string } | null = null;
  await expect.poll(async () => (stopped = await stop()), { timeout: 15_000 }).not.toBeNull();
  const stoppedSeconds = secondsSinceStart();
  expect((await api.recording(session)).gaps).toEqual([]);
  const file = info.outputPath("web-killed.mp4");
  await expect.poll(async () => (await api.recording(session)).status).toBe("ready");
  await api.download(session, file);
  await checkPlayable(file, 1);
  expect(await durationSeconds(file)).toBeGreaterThan(firstStopSeconds - 1);
  expect(await durationSeconds(file)).toBeLessThan(stoppedSeconds + 1);
  expect(stopped!.video_path).toBe(`videos/1/${session}.mp4`);
});

test("the edge-worker is killed: the recording goes on in the same file, and the pause is listed", async ({
  request,
}, info) => {
  const api = await openApi(request);
  const session = await record(api, 2);
  const { started_at } = await api.recording(session);
  await expect.poll(async () => (await api.recording(session)).elapsed_seconds, { timeout: 15_000 }).toBeGreaterThan(5);
  const killedAt = Date.now();
  kill9("hub");
  const pause = async () => (await api.recording(session)).gaps.at(-1);
  await expect.poll(async () => (await pause())?.to ?? null, { timeout: 20_000 }).not.toBeNull();
  const { from, to } = (await pause())!;
  const missing = (killedAt - Date.parse(from)) / 1_000;
  const pauseSeconds = (Date.parse(to!) - Date.parse(from)) / 1_000;
  const figures = `${missing.toFixed(2)} s of pictures lost, ${pauseSeconds.toFixed(1)} s until the next`;
  info.annotations.push({ type: "kill -9", description: figures });
  console.log(`kill -9 of the edge-worker: ${figures}`);
  expect(missing).toBeLessThan(1);
  expect(pauseSeconds).toBeLessThan(10);
  expect((await api.recording(session)).status).toBe("recording");
  const sinceStart = () => (Date.now() - Date.parse(started_at)) / 1_000;
  const askedSeconds = sinceStart();
  await api.post("/api/video/record/stop", { session_id: session });
  const stoppedSeconds = sinceStart();
  await expect.poll(async () => (await api.recording(session)).status).toBe("ready");
  const file = info.outputPath("hub-killed.mp4");
  await api.download(session, file);
  await checkPlayable(file, 1);
  const seconds = await durationSeconds(file);
  expect(seconds).toBeGreaterThan(askedSeconds - 1);
  expect(seconds).toBeLessThan(stoppedSeconds + 1);
  const writers = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  const orphans = writers.filter(
    (line) => line.startsWith("ffmpeg") && line.includes(stackFolder()) && line.includes(session),
  );
  expect(orphans).toEqual([]);
});
