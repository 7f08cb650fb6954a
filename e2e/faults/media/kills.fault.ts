import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { isAlive } from "@/edge-worker/edge-process.fixture";
import { figure } from "../figures";
import { pause } from "../pause";
import { type Chance, chanceOf } from "../seed";
import { startHttpCounterCamera, startRtspCounterCamera } from "./counter-cameras";
import { type Device, startDevice } from "./device";
import { expectLosses, expectStillThere, type Finished, finishAndJudge } from "./judge-recording";
import type { Blow } from "./promises";

// R4, R7: whatever is killed, the recording goes on into the same MP4, and nothing outlives its program.

const KILLS = inject("kills");
const KILLS_PER_RECORDING = 10;
const EPOCH_MS = Date.now() - 60_000;
/** An MJPEG camera's pictures are fitted into a fixed rate: single ones may go. */
const STEPS = { 1: 1, 2: 1, 3: 12 };
const CAMERAS = [1, 2, 3] as const;
const ENCODED = 3;

let cleanUps: (() => Promise<unknown>)[] = [];
let device: Device;

beforeEach(async () => {
  const rtsp = await startRtspCounterCamera(EPOCH_MS);
  const ts = await startHttpCounterCamera(EPOCH_MS, "ts");
  const mjpeg = await startHttpCounterCamera(EPOCH_MS, "mjpeg", 2);
  cleanUps = [rtsp.stop, ts.stop, mjpeg.stop];
  device = await startDevice([
    { id: 1, source: "rtsp", url: rtsp.url },
    { id: 2, source: "ts", url: ts.url },
    { id: 3, source: "mjpeg", url: mjpeg.url },
  ]);
  cleanUps.unshift(device.stop);
});
afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

test(`${KILLS} kills of the edge-worker and of ffmpeg`, async () => {
  const chance = chanceOf("kills");
  const done: Finished[] = [];
  let orphans = 0;
  for (let left = KILLS; left > 0; left -= KILLS_PER_RECORDING) {
    const sessions = CAMERAS.map((camera) => ({ camera, session: device.newSession(camera) }));
    await Promise.all(sessions.map(({ camera, session }) => device.record(camera, session)));
    const blows: Blow[] = [];
    for (let i = 0; i < Math.min(left, KILLS_PER_RECORDING); i++) {
      await pause(chance.between(300, 3_500));
      if (chance.between(0, 1) < 0.5) blows.push(killFfmpeg(chance));
      else {
        const { blow, alive } = await killWorker();
        blows.push(blow);
        orphans += alive;
      }
    }
    await pause(3_000);
    const stoppedMs = Date.now();
    const last = await killWhileFinishing(
      sessions.map(({ session }) => session),
      chance.between(0, 600),
    );
    // A recording whose stop went down with the program goes on until it is asked again.
    blows.push(last.blow);
    orphans += last.alive;
    const judge = ({ camera, session }: (typeof sessions)[number]) =>
      finishAndJudge(device, session, { epochMs: EPOCH_MS, blows, step: STEPS[camera], stoppedMs });
    done.push(...(await Promise.all(sessions.map(judge))));
  }
  figure("kills", "kills", KILLS);
  const limits = { before: 0.5, after: 10 };
  const isEncoded = ({ report }: Finished) => report.camera_id === ENCODED;
  expectLosses(
    "kills, copied",
    done.filter((one) => !isEncoded(one)),
    limits,
  );
  expectLosses("kills, encoded", done.filter(isEncoded), limits);
  expectStillThere("kills", done);
  figure("kills", "processes alive 5 s after their parent", orphans, "0");
  expect(orphans).toBe(0);
  expect(readdirSync(device.videos).filter((name) => name.startsWith("."))).toEqual([]);
});

test("control: the search for orphans finds one", async () => {
  const parent = spawn("sh", ["-c", "sleep 60 & echo $!; wait"]);
  const orphan = await new Promise<number>((resolve) => parent.stdout.once("data", (said) => resolve(Number(said))));
  parent.kill("SIGKILL");
  const found = await stillAlive([orphan], 500);
  process.kill(orphan, "SIGKILL");
  figure("kills", "control: an orphan is found", found.length, "1");
  expect(found).toEqual([orphan]);
});

/** It dies, and is started again at once, as systemd does. `alive`: how many of its children are, five seconds later. */
async function killWorker(): Promise<{ blow: Blow; alive: number }> {
  const children = device.children();
  const fromMs = Date.now();
  await device.kill();
  const toMs = Date.now();
  const [alive] = await Promise.all([stillAlive(children, 5_000), device.up()]);
  return { blow: { fromMs, toMs }, alive: alive.length };
}

/** Stops recordings, and kills the program before all of it is done. */
async function killWhileFinishing(sessions: readonly string[], afterMs: number): ReturnType<typeof killWorker> {
  const stops = sessions.map((session) => device.command("record.stop", { session_id: session }));
  // Those that are lost with the program were asked for all the same.
  void Promise.allSettled(stops);
  await pause(afterMs);
  return killWorker();
}

function killFfmpeg(chance: Chance): Blow {
  const ffmpegs = device.children().filter((pid) => nameOf(pid) === "ffmpeg");
  const fromMs = Date.now();
  if (ffmpegs.length > 0) killIfThere(chance.one(ffmpegs));
  return { fromMs, toMs: Date.now() };
}

/** Those of `pids` that are there after so long; sooner when none is. */
async function stillAlive(pids: readonly number[], withinMs: number): Promise<number[]> {
  const deadline = performance.now() + withinMs;
  while (pids.some(isAlive) && performance.now() < deadline) await pause(50);
  return pids.filter(isAlive);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it ended by itself meanwhile
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
