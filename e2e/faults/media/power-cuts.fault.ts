import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { isAlive } from "@/edge-worker/edge-process.fixture";
import { canMount, makePowerDisk, type PowerDisk } from "../disks";
import { figure } from "../figures";
import { pause } from "../pause";
import { chanceOf } from "../seed";
import { startRtspCounterCamera } from "./counter-cameras";
import { judgeFilm } from "./counter-film";
import { type Device, startDevice } from "./device";
import { expectLosses, expectStillThere, type Finished, finishAndJudge } from "./judge-recording";
import type { Blow } from "./promises";

// R5: when the power goes, at most a second of what was read is gone, and nothing that was finished.

const CUTS = inject("cuts");
const CUTS_PER_RECORDING = 5;
/** What makes the sync of one file do nothing and say that all is well. */
const NO_SYNC = ["-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:retval=0"];
const canInject = spawnSync("strace", ["-V"]).status === 0;
const EPOCH_MS = Date.now() - 60_000;

let cleanUps: (() => Promise<unknown>)[] = [];
let device: Device;
let disk: PowerDisk;

if (!canMount) figure("power cuts", "NOT RUN: only root may mount the disk whose power is cut", "-");
else if (!canInject) figure("power cuts", "control NOT RUN: there is no strace", "-");

beforeEach(async () => {
  disk = await makePowerDisk();
  cleanUps = [disk.remove];
  const cameras = [await startRtspCounterCamera(EPOCH_MS), await startRtspCounterCamera(EPOCH_MS)];
  cleanUps.unshift(...cameras.map((camera) => camera.stop));
  const [MEDIA_DIR, EDGE_DATA_DIR] = [path.join(disk.folder, "media"), path.join(disk.folder, "data")];
  for (const folder of [MEDIA_DIR, EDGE_DATA_DIR]) await mkdir(folder);
  const known = cameras.map(({ url }, at) => ({ id: at + 1, source: "rtsp" as const, url }));
  device = await startDevice(known, { MEDIA_DIR, EDGE_DATA_DIR });
  cleanUps.unshift(device.stop);
});
afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

test.runIf(canMount)(`${CUTS} power cuts`, async () => {
  const chance = chanceOf("power cuts");
  const done: Finished[] = [];
  for (let left = CUTS; left > 0; left -= CUTS_PER_RECORDING) {
    const sessions = [1, 2].map(device.newSession);
    await Promise.all(sessions.map((session, at) => device.record(at + 1, session)));
    const blows: Blow[] = [];
    for (let i = 1; i < Math.min(left, CUTS_PER_RECORDING); i++) {
      await pause(chance.between(500, 4_000));
      blows.push(await cutAndRestart());
    }
    await pause(3_000);
    done.push(
      ...(await Promise.all(sessions.map((session) => finishAndJudge(device, session, { epochMs: EPOCH_MS, blows })))),
    );
    // Right after it was told that they are ready.
    await cutAndRestart();
    expectStillThere("power cuts", done);
  }
  figure("power cuts", "cuts", CUTS);
  expectLosses("power cuts", done, { before: 1, after: 10 });
});

test.runIf(canMount && canInject)("control: without fdatasync a power cut costs more than a second", async () => {
  const session = device.newSession(1);
  await device.terminate();
  await device.up([
    "strace",
    "-qq",
    "-f",
    "--seccomp-bpf",
    "-o",
    "/dev/null",
    "-P",
    device.partOf(session),
    ...NO_SYNC,
  ]);
  await device.record(1, session);
  const startedMs = Date.now();
  await pause(4_000);
  const { fromMs } = await cutPower();
  const { lastMs } = await judgeFilm(device.partOf(session), EPOCH_MS).catch(() => ({ lastMs: startedMs }));
  const lost = (fromMs - lastMs) / 1_000;
  figure("power cuts", "control: seconds lost without fdatasync", lost, "> 1.00");
  expect(lost).toBeGreaterThan(1);
});

/** The power goes and comes back; what stood on the disk is on it, and nothing runs. */
async function cutPower(): Promise<Blow> {
  const children = device.children();
  const fromMs = Date.now();
  await disk.cut();
  await device.kill();
  await expect.poll(() => children.filter(isAlive), { timeout: 5_000 }).toEqual([]);
  await disk.mountAgain();
  return { fromMs, toMs: Date.now() };
}

async function cutAndRestart(): Promise<Blow> {
  const blow = await cutPower();
  await device.up();
  return blow;
}
