import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkPlayable, mediaSeconds } from "@/scripts/smoke/playable";
import { startTestStack, type TestStack } from "@/test/stack";
import { apiClient } from "./api-client";

let stack: TestStack;
let api: Awaited<ReturnType<typeof apiClient>>;

beforeAll(async () => {
  stack = await startTestStack();
  api = await apiClient(stack.url, stack.credentials.club_admin);
});
afterAll(() => stack?.stop());

async function startRecording(terrain: number): Promise<{ sessionId: string; startedAt: number }> {
  const created = await api.post("/api/video/session/create", { terrain_id: terrain });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const sessionId = (created.body.session as { session_id: string }).session_id;
  const started = await api.post("/api/video/record/start", { session_id: sessionId, duration_minutes: 5 });
  expect(started.status, JSON.stringify(started.body)).toBe(201);
  return { sessionId, startedAt: Date.parse((started.body.recording as { started_at: string }).started_at) };
}
const fileOf = (sessionId: string) => path.join(stack.mediaDir, `videos/1/${sessionId}.mp4`);

test.each([1, 2])(
  "kill -9 of web during a recording of court %i: no gap, found again, as long as the wall clock",
  async (terrain) => {
    const { sessionId, startedAt } = await startRecording(terrain);
    await delay(3_000); // the recording's own time, not a wait for something
    await stack.kill9("web");
    await expect.poll(() => api.status(sessionId), { timeout: 60_000, interval: 250 }).not.toBeNull();
    await expect.poll(async () => (await api.status(sessionId))?.status, { timeout: 15_000 }).toBe("recording");
    expect((await api.status(sessionId))?.gaps).toEqual([]);
    // The device comes back by itself; until then stop says 503.
    let stopped = await api.post("/api/video/record/stop", { session_id: sessionId });
    while (stopped.status === 503) {
      await delay(500);
      stopped = await api.post("/api/video/record/stop", { session_id: sessionId });
    }
    const stoppedAt = Date.now();
    expect(stopped.status, JSON.stringify(stopped.body)).toBe(200);
    await expect.poll(async () => (await api.status(sessionId))?.status, { timeout: 15_000 }).toBe("ready");
    expect((await api.status(sessionId))?.gaps).toEqual([]);
    const wallSeconds = (stoppedAt - startedAt) / 1_000;
    checkPlayable(fileOf(sessionId), wallSeconds - 2.5);
    expect(mediaSeconds(fileOf(sessionId))).toBeLessThan(wallSeconds + 1);
  },
);

test.each([1, 2])(
  "kill -9 of the edge-worker during a recording of court %i: all but the last half second plays",
  async (terrain) => {
    const { sessionId, startedAt } = await startRecording(terrain);
    await delay(6_000);
    await stack.kill9("hub");
    const killedAt = Date.now();
    await expect
      .poll(async () => (await api.status(sessionId))?.status, { timeout: 60_000, interval: 250 })
      .toBe("ready");
    const recordedSeconds = (killedAt - startedAt) / 1_000;
    // 0.5 s may be lost; starting at the nearest key frame may shift the beginning by half a GOP (0.5 s here).
    checkPlayable(fileOf(sessionId), recordedSeconds - 1);
    const download = await fetch(`${stack.url}/api/video/files/${sessionId}/download`, { headers: api.headers });
    expect(download.status).toBe(200);
    await download.body?.cancel();
  },
);
