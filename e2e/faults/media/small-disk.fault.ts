import { closeSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { decodeMessages } from "@/test/video-file";
import { canMount, makeSmallDisk } from "../disks";
import { figure } from "../figures";
import { pause } from "../pause";
import { startRtspCounterCamera } from "./counter-cameras";
import { judgeFilm } from "./counter-film";
import { type Device, startDevice } from "./device";
import { expectKept, expectOneFilm } from "./promises";

// R11: a full disk costs what did not fit on it, and nothing else; once there is room, all goes on by itself.

const EPOCH_MS = Date.now() - 60_000;
const DISK_MEGABYTES = 60;
const RECOVERED_WITHIN_MS = 10_000;
const FULL_FOR_MS = 6_000;
/** A nearly full disk is noticed before it is full. */
const ENDS_BEFORE_SECONDS = 3;

let cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

if (!canMount) figure("small disk", "NOT RUN: only root may mount the disk that is filled", "-");

/** `databaseToo`: as on a device with one disk; else somebody else's files may fill it to the last byte. */
async function startOnSmallDisk(databaseToo: boolean) {
  const disk = await makeSmallDisk(DISK_MEGABYTES);
  cleanUps = [disk.remove];
  const cameras = [await startRtspCounterCamera(EPOCH_MS), await startRtspCounterCamera(EPOCH_MS)];
  cleanUps.unshift(...cameras.map((camera) => camera.stop));
  const known = cameras.map(({ url }, at) => ({ id: at + 1, source: "rtsp" as const, url }));
  const env = { MEDIA_DIR: path.join(disk.folder, "media"), DISK_RESERVE: "40MiB" };
  const device = await startDevice(
    known,
    databaseToo ? { ...env, EDGE_DATA_DIR: path.join(disk.folder, "data") } : env,
  );
  cleanUps.unshift(device.stop);
  return { device, filler: path.join(disk.folder, "filler") };
}

test.runIf(canMount)(
  "the reserve is reached: what was recorded is kept, and the device goes on answering",
  async () => {
    const { device, filler } = await startOnSmallDisk(true);
    const session = device.newSession(1);
    await device.record(1, session);
    // Warm, so that what is measured below is the disk and not the camera.
    await device.command("session.open", device.place(2, device.newSession(2)));
    await pause(4_000);
    const fullMs = Date.now();
    fill(filler, 3_500 * 1024);
    const fullUntil = pause(FULL_FOR_MS);
    const slowest = await slowestAnswerMs(device, fullUntil);
    figure("small disk", "reserve: slowest answer while full, ms", slowest, "≤ 1000");
    expect(slowest).toBeLessThanOrEqual(1_000);
    await expectNoFalseReady(device, session);
    await expectRecovery("reserve", device, session, { filler, fullMs });
  },
);

test.runIf(canMount)("no byte is left: nothing is called ready that is not", async () => {
  const { device, filler } = await startOnSmallDisk(false);
  const session = device.newSession(1);
  await device.record(1, session);
  await pause(4_000);
  const fullMs = Date.now();
  fill(filler, 0);
  await pause(FULL_FOR_MS);
  await expectNoFalseReady(device, session);
  await expectRecovery("no byte left", device, session, { filler, fullMs });
});

type Filled = { filler: string; fullMs: number };

/** Frees the disk; then another recording can begin in time, and the one that met the full disk is whole up to there. */
async function expectRecovery(
  what: string,
  device: Device,
  session: string,
  { filler, fullMs }: Filled,
): Promise<void> {
  const freedMs = Date.now();
  rmSync(filler);
  const next = device.newSession(2);
  const starts = () => device.record(2, next).then(() => true, String);
  await expect.poll(starts, { timeout: RECOVERED_WITHIN_MS, interval: 250 }).toBe(true);
  const goesOn = () => isReadyOrGrows(device, session);
  await expect.poll(goesOn, { timeout: freedMs + RECOVERED_WITHIN_MS - Date.now(), interval: 250 }).toBe(true);
  const recovered = (Date.now() - freedMs) / 1_000;
  figure("small disk", `${what}: seconds from room to all well`, recovered, "≤ 10");
  const report = await device.finish(session);
  expectKept(device.fileOf(session), report);
  const film = await judgeFilm(device.fileOf(session), EPOCH_MS);
  await expectOneFilm(device.fileOf(session), film);
  const holes = film.holes.filter(({ fromMs }) => fromMs < fullMs - ENDS_BEFORE_SECONDS * 1_000);
  const lost = (fullMs - film.lastMs) / 1_000;
  figure("small disk", `${what}: seconds lost before it was full`, Math.max(0, lost), `≤ ${ENDS_BEFORE_SECONDS}`);
  expect.soft(lost).toBeLessThanOrEqual(ENDS_BEFORE_SECONDS);
  expect.soft(holes).toEqual([]);
  expectKept(device.fileOf(next), await device.finish(next));
}

async function expectNoFalseReady(device: Device, session: string): Promise<void> {
  const report = device.last(session);
  if (report?.state !== "ready") return;
  expectKept(device.fileOf(session), report);
  expect(await decodeMessages(device.fileOf(session))).toBe("");
}

async function isReadyOrGrows(device: Device, session: string): Promise<boolean> {
  const bytes = async () => {
    const { recordings } = await device.command("state.get", {});
    return recordings.find(({ session_id }) => session_id === session)?.bytes ?? 0;
  };
  if (device.last(session)?.state === "ready") return true;
  const before = await bytes();
  await pause(1_000);
  return device.last(session)?.state === "recording" && (await bytes()) > before;
}

/** Opens and closes sessions, which the device has to write down, until `until`. */
async function slowestAnswerMs(device: Device, until: Promise<void>): Promise<number> {
  let [slowest, isOver] = [0, false];
  void until.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const session = device.newSession(2);
    const askedMs = performance.now();
    await device.command("session.open", device.place(2, session));
    slowest = Math.max(slowest, performance.now() - askedMs);
    await device.command("session.close", { session_id: session });
    await pause(300);
  }
  return slowest;
}

/** Writes until no more than `leaveBytes` are free. */
function fill(file: string, leaveBytes: number): void {
  const descriptor = openSync(file, "w");
  const kilobytes = Buffer.alloc(64 * 1024, 1);
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(path.dirname(file));
      const left = bavail * bsize - leaveBytes;
      if (left <= 0) return;
      writeSync(descriptor, kilobytes, 0, Math.min(kilobytes.length, left));
    }
  } finally {
    closeSync(descriptor);
  }
}
