import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { request, SESSION, setUp } from "./rig.fixture";

let rig: ReturnType<typeof setUp>;
const start = (change?: Parameters<typeof request>[1]) => rig.recordings.start(request(rig.clock, change));
const stateOf = (session: string) => rig.store.get(session)?.state;
afterEach(() => rig.cleanUp());

test("is written down, recorded, stopped, finished and told, in that order", async () => {
  rig = setUp();
  const started = await start();
  expect(started).toMatchObject({ session_id: SESSION, state: "recording", ended_at: null, bytes: 1, file: null });
  await rig.clock.advance(1_500);
  const stopped = await rig.recordings.stop(SESSION);
  expect(stopped).toMatchObject({
    ...{ state: "ready", duration_seconds: 1.5, error: null, ended_at: "2026-01-01T00:00:01.500Z" },
    file: { path: `videos/1/${SESSION}.mp4`, has_poster: true, duration_seconds: 1.5 },
  });
  expect(rig.states()).toEqual(["recording", "finalizing", "ready"]);
  expect(rig.state.over).toEqual([SESSION]);
  expect(rig.proxies.get(1)?.holders).toBe(0);
  expect(readdirSync(path.join(rig.mediaDir, "videos/1"))).toEqual([`${SESSION}.mp4`]);
  expect(await rig.recordings.stop(SESSION)).toEqual(stopped);
});

test("when it is told as ready, nothing of it is left to do: a kill then leaves nothing behind", async () => {
  rig = setUp();
  await start();
  const seen: string[][] = [];
  vi.spyOn(rig.outbox, "add").mockImplementation(({ payload }) => {
    const { state } = payload.data as { state: string };
    if (state === "ready") seen.push(readdirSync(path.join(rig.mediaDir, "videos/1")));
  });
  await rig.recordings.stop(SESSION);
  expect(seen).toEqual([[`${SESSION}.mp4`]]);
});

test("ends by itself at its end, and not because the wall clock was set", async () => {
  rig = setUp();
  await start({ inMs: 60_000 });
  vi.spyOn(rig.clock, "now").mockReturnValue(new Date("2030-01-01T00:00:00Z"));
  await rig.clock.advance(59_000);
  expect(stateOf(SESSION)).toBe("recording");
  await rig.clock.advance(1_000);
  await vi.waitFor(() => expect(stateOf(SESSION)).toBe("ready"));
});

test("an extension moves the end", async () => {
  rig = setUp();
  await start({ inMs: 60_000 });
  await rig.clock.advance(30_000);
  const { endsAt } = request(rig.clock, { inMs: 60_000 });
  expect(await rig.recordings.extend(SESSION, endsAt)).toMatchObject({ state: "recording", ends_at: endsAt });
  await rig.clock.advance(59_000);
  expect(stateOf(SESSION)).toBe("recording");
  await rig.clock.advance(2_000);
  await vi.waitFor(() => expect(stateOf(SESSION)).toBe("ready"));
  await expect(rig.recordings.extend(SESSION, endsAt)).rejects.toMatchObject({ code: "conflict" });
});

test("asked twice at once it records once; a recorded session cannot record again", async () => {
  rig = setUp();
  const [one, two] = await Promise.all([start(), start()]);
  expect(two).toEqual(one);
  expect(await start()).toMatchObject({ state: "recording", started_at: one.started_at });
  expect(rig.state.recorders).toHaveLength(1);
  await rig.recordings.stop(SESSION);
  await expect(start()).rejects.toMatchObject({ code: "conflict" });
});

test("one recording per camera, and no more at once than the device may make", async () => {
  rig = setUp();
  const { ends_at } = await start();
  const other = "sess_2_1767225600001";
  await expect(start({ sessionId: other })).rejects.toMatchObject({ code: "conflict", details: { ends_at } });
  await start({ sessionId: other, cameraId: 2 });
  const third = start({ sessionId: "sess_3_1767225600002", cameraId: 3 });
  await expect(third).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 60 });
});

const BREAKAGES = {
  "camera away"() {
    rig.proxies.get(1)!.isAway = true;
  },
  "disk full"() {
    rig.state.disk.bytesFree = 99;
  },
  "no bytes in time"() {
    rig.state.startDelayMs = 60_000;
  },
};

test.each([
  ["camera away", "camera_unreachable"],
  ["disk full", "storage_full"],
  ["no bytes in time", "camera_unreachable"],
] as const)("a refusal (%s) leaves nothing behind, and a later start works", async (breakage, code) => {
  rig = setUp();
  BREAKAGES[breakage]();
  const refused = expect(start()).rejects.toMatchObject({ code });
  await vi.waitFor(() => rig.clock.advance(5_000).then(() => expect(rig.proxies.get(1)?.holders).toBe(0)));
  await rig.clock.advance(60_000);
  await refused;
  expect(rig.store.get(SESSION)).toBeNull();
  expect(rig.states()).toEqual([]);
  const folder = path.join(rig.mediaDir, "videos/1");
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  Object.assign(rig.state, { startDelayMs: 0, disk: { bytesFree: 1_000, bytesTotal: 10_000, bytesReserved: 100 } });
  rig.proxies.get(1)!.isAway = false;
  expect(await start()).toMatchObject({ state: "recording" });
});

test("an end in the past, or beyond ten hours, is refused", async () => {
  rig = setUp();
  await expect(start({ inMs: 0 })).rejects.toMatchObject({ code: "unprocessable" });
  await expect(start({ inMs: 11 * 3_600_000 })).rejects.toMatchObject({ code: "unprocessable" });
});

test("a stop that takes long answers finalizing, and the file becomes ready by itself", async () => {
  rig = setUp();
  const { finish } = rig.state;
  rig.state.finish = async (paths, assertRoom) => {
    await rig.clock.sleep(60_000);
    return finish(paths, assertRoom);
  };
  await start();
  const stopping = rig.recordings.stop(SESSION);
  await vi.waitFor(() => expect(stateOf(SESSION)).toBe("finalizing"));
  await rig.clock.advance(10_000);
  expect(await stopping).toMatchObject({ state: "finalizing", file: null });
  await rig.clock.advance(60_000);
  await vi.waitFor(() => expect(stateOf(SESSION)).toBe("ready"));
});

test("tells how far it is every ten seconds, and only the newest word waits", async () => {
  rig = setUp();
  await start();
  for (const bytes of [100, 200, 200]) {
    rig.state.recorders[0]!.written = bytes;
    await rig.clock.advance(10_000);
  }
  expect(rig.outbox.reports("recording").map(({ bytes }) => bytes)).toEqual([1, 200]);
  expect(rig.store.get(SESSION)?.bytes).toBe(200);
});

test("gaps are told, and the open one ends with the recording", async () => {
  rig = setUp();
  await start();
  rig.proxies.get(1)!.gaps = [{ from: "2026-01-01T00:00:02.000Z", to: null, cause: "away" }];
  await rig.clock.advance(5_000);
  const { gaps } = await rig.recordings.stop(SESSION);
  expect(gaps).toEqual([{ from: "2026-01-01T00:00:02.000Z", to: "2026-01-01T00:00:05.000Z", cause: "away" }]);
});

test("an almost full disk ends it properly and says so", async () => {
  rig = setUp();
  await start();
  rig.state.disk = { bytesFree: 9, bytesTotal: 10_000, bytesReserved: 100 };
  await rig.clock.advance(3_000);
  expect(stateOf(SESSION)).toBe("finalizing");
  rig.state.disk = { bytesFree: 500, bytesTotal: 10_000, bytesReserved: 100 };
  await rig.clock.advance(5_000);
  await vi.waitFor(() =>
    expect(rig.store.get(SESSION)).toMatchObject({ state: "ready", error: /disk was almost full/ }),
  );
});

test("a recorder that dies leaves what it had, with the cause", async () => {
  rig = setUp();
  await start();
  rig.state.recorders[0]!.die("ffmpeg exited with 1");
  await vi.waitFor(() => expect(rig.store.get(SESSION)?.state).toBe("ready"));
  expect(rig.store.get(SESSION)?.error).toContain("ffmpeg exited with 1");
});

test("what cannot be read is set aside and failed", async () => {
  rig = setUp();
  rig.state.finish = async () => ({
    state: "failed",
    endedAt: rig.clock.now(),
    file: null,
    error: "moov atom not found",
  });
  await start();
  expect(await rig.recordings.stop(SESSION)).toMatchObject({ state: "failed", error: /moov atom not found/ });
  expect(readdirSync(path.join(rig.mediaDir, ".quarantine/1"))).toEqual([`${SESSION}.mp4.part`]);
});

test("suspending stops the recorder and keeps the intention", async () => {
  rig = setUp();
  await start();
  rig.state.recorders[0]!.written = 77;
  await rig.recordings.suspend();
  expect(rig.state.recorders[0]?.stops).toBe(1);
  expect(rig.store.get(SESSION)).toMatchObject({ state: "recording", bytes: 77, endedAt: null });
  expect(rig.states()).not.toContain("finalizing");
});

test("a replaced part of a recorder is told once in 30 s, and so is an end that nobody asked for", async () => {
  rig = setUp();
  await start();
  const [recorder] = rig.state.recorders;
  for (let i = 0; i < 3; i++) recorder!.replaced({ cause: "mute", lines: ["frame= 12"] });
  expect(rig.events.seen).toMatchObject([
    { type: "recorder.replaced", cameraId: 1, data: { cause: "mute", lines: ["frame= 12"], session_id: SESSION } },
  ]);
  await rig.clock.advance(31_000);
  recorder!.replaced({ cause: "ended", lines: [] });
  expect(rig.events.seen.at(-1)).toMatchObject({ data: { cause: "ended", untold: 2 } });
  recorder!.die("The device's disk is full.");
  await vi.waitFor(() => expect(stateOf(SESSION)).toBe("ready"));
  expect(rig.events.seen.at(-1)).toMatchObject({
    type: "recorder.stopped",
    data: { message: expect.stringContaining("disk is full") },
  });
});

test("a stop or a planned end is no trouble", async () => {
  rig = setUp();
  await start();
  await rig.recordings.stop(SESSION);
  expect(rig.events.seen).toEqual([]);
});
