import { existsSync, readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { figure } from "../figures";
import { pause } from "../pause";
import { chanceOf } from "../seed";
import { startRtspCounterCamera } from "./counter-cameras";
import { judgeFilm } from "./counter-film";
import { type Device, startDevice } from "./device";
import { expectLosses, finishAndJudge } from "./judge-recording";

// R15: however many ask at once, there is one recording. R20: told to go, the device suspends it and takes it up again.

const EPOCH_MS = Date.now() - 60_000;
const AT_ONCE = 50;
const ENDS_AT = new Date(Date.now() + 3_600_000).toISOString();

let cleanUps: (() => Promise<unknown>)[] = [];
let device: Device;

beforeEach(async () => {
  const camera = await startRtspCounterCamera(EPOCH_MS);
  device = await startDevice([{ id: 1, source: "rtsp", url: camera.url }]);
  cleanUps = [device.stop, camera.stop];
});
afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

const times = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, at) => work(at)));
const fulfilled = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
const codes = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.flatMap((result) => (result.status === "rejected" ? [String(result.reason.code)] : []));

test(`${AT_ONCE} starts, stops and deletes at once make one recording`, async () => {
  const chance = chanceOf("commands");
  const session = device.newSession(1);
  const place = device.place(1, session);
  const start = () => device.command("record.start", { ...place, ends_at: ENDS_AT });
  const stop = () => device.command("record.stop", { session_id: session });
  await device.command("session.open", place);

  const started = await times(AT_ONCE, start);
  expect(codes(started)).toEqual([]);
  expect(new Set(fulfilled(started).map((report) => report.started_at)).size).toBe(1);
  const rivals = await times(AT_ONCE, () =>
    device.command("record.start", { ...device.place(1, device.newSession(1)), ends_at: ENDS_AT }),
  );
  expect(new Set(codes(rivals))).toEqual(new Set(["conflict"]));
  expect(codes(rivals)).toHaveLength(AT_ONCE);

  await pause(2_000);
  const file_id = fulfilled(started)[0]!.file_id!;
  const remove = () => device.command("file.delete", { file_id, path: `videos/1/${session}.mp4` });
  const storm = await times(AT_ONCE, () => chance.one<() => Promise<unknown>>([start, stop, remove])());
  expect(codes(storm).filter((code) => !["conflict", "not_found"].includes(code))).toEqual([]);
  await device.finished(session);
  const [one, same] = [await stop(), await stop()];
  expect(same).toEqual(one);

  const ids = new Set(device.web.recording(session).map((report) => report.file_id));
  const readies = device.web.recording(session).filter(({ state }) => state === "ready");
  const videos = readdirSync(device.videos).filter((name) => name.endsWith(".mp4"));
  const wasDeleted = device.web.inOrder().some(({ type, data }) => type === "file" && data.file_id === file_id);
  figure("commands", `recordings made by ${AT_ONCE} starts, ${AT_ONCE} rivals and a storm`, ids.size, "1");
  figure("commands", "times it was told to be ready", readies.length, "1");
  expect(ids).toEqual(new Set([file_id]));
  expect(readies).toHaveLength(1);
  expect(videos).toEqual(wasDeleted ? [] : [`${session}.mp4`]);
});

test("SIGTERM suspends a recording durably, and the next start goes on into the same file", async () => {
  const session = device.newSession(1);
  await device.record(1, session);
  await pause(4_000);
  const fromMs = Date.now();
  expect(await device.terminate()).toBe(0);
  const seconds = (Date.now() - fromMs) / 1_000;
  figure("commands", "SIGTERM: seconds until it was gone", seconds, "≤ 10");
  expect(seconds).toBeLessThanOrEqual(10);
  expect(existsSync(device.partOf(session))).toBe(true);
  const suspended = await judgeFilm(device.partOf(session), EPOCH_MS);
  expect(suspended.holes).toEqual([]);
  const toMs = Date.now();
  await device.up();
  await pause(4_000);
  const resumed = await finishAndJudge(device, session, { epochMs: EPOCH_MS, blows: [{ fromMs, toMs }] });
  expectLosses("SIGTERM", [resumed], { before: 0.5, after: 10 });
});
