import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { figure } from "../figures";
import { pause } from "../pause";
import { chanceOf } from "../seed";
import { type Look, type RtspCounterCamera, startRtspCounterCamera } from "./counter-cameras";
import { judgeFilm, missingSeconds } from "./counter-film";
import { type Device, startDevice } from "./device";
import { expectLosses, finishAndJudge } from "./judge-recording";
import { type Blow, judgeHoles } from "./promises";
import { startWire, type Wire } from "./wire";

// R8: whatever a camera does, the recording stays one film, as long as the clock says, and no other one suffers.

const EPOCH_MS = Date.now() - 60_000;
const [FAULTY, CHANGING, BESIDE] = [1, 2, 3];
/** Back within 3 s, and then a group of pictures may pass until one can be decoded. */
const BACK_WITHIN_SECONDS = 3 + 1;
const DETECTED_WITHIN_SECONDS = 5;

let cleanUps: (() => Promise<unknown>)[] = [];
let device: Device;
let wire: Wire;
let faulty: RtspCounterCamera;
let changing: RtspCounterCamera;

beforeEach(async () => {
  faulty = await startRtspCounterCamera(EPOCH_MS);
  changing = await startRtspCounterCamera(EPOCH_MS);
  const beside = await startRtspCounterCamera(EPOCH_MS);
  wire = await startWire(faulty.port);
  cleanUps = [faulty.stop, () => changing.stop(), beside.stop, wire.stop];
  device = await startDevice([
    { id: FAULTY, source: "rtsp", url: wire.url },
    { id: CHANGING, source: "rtsp", url: changing.url },
    { id: BESIDE, source: "rtsp", url: beside.url },
  ]);
  cleanUps.unshift(device.stop);
});
afterEach(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

type Fault = { name: string; seconds: [low: number, high: number]; break(): unknown; mend(): unknown };

const faults = (): Fault[] => [
  { name: "vanishes for a while", seconds: [5, 8], break: () => wire.pull(), mend: () => wire.mend() },
  { name: "vanishes for long", seconds: [12, 20], break: () => wire.pull(), mend: () => wire.mend() },
  { name: "half-open", seconds: [7, 10], break: () => wire.spoil("nothing"), mend: () => wire.mend() },
  { name: "a byte a second", seconds: [7, 10], break: () => wire.spoil("trickle"), mend: () => wire.mend() },
  { name: "garbage", seconds: [5, 8], break: () => wire.spoil("garbage"), mend: () => wire.mend() },
  { name: "frozen", seconds: [7, 10], break: () => faulty.freeze(), mend: () => faulty.resume() },
];
const LOOKS: (Look & { name: string })[] = [
  { name: "another size", width: 480, height: 272 },
  { name: "another codec", codec: "h265" },
  { name: "another rate", step: 2 },
  { name: "another clock" },
];

test("a camera that breaks in every way, one that comes back changed, and one beside them", async () => {
  const chance = chanceOf("camera cuts");
  const [broken, changed, untouched] = [FAULTY, CHANGING, BESIDE].map(device.newSession);
  await Promise.all([
    device.record(FAULTY, broken!),
    device.record(CHANGING, changed!),
    device.record(BESIDE, untouched!),
  ]);

  const breaking = async (): Promise<Blow[]> => {
    const blows: Blow[] = [];
    for (const fault of chance.shuffled(faults())) {
      await pause(chance.between(3_000, 5_000));
      const fromMs = Date.now();
      await fault.break();
      const lasts = pause(chance.between(...fault.seconds) * 1_000);
      const noticed = await secondsUntilNoticed(FAULTY);
      figure("camera cuts", `${fault.name}: seconds until noticed`, noticed, `≤ ${DETECTED_WITHIN_SECONDS}`);
      expect.soft(noticed, `${fault.name}: seconds until noticed`).toBeLessThanOrEqual(DETECTED_WITHIN_SECONDS);
      await lasts;
      await fault.mend();
      blows.push({ fromMs, toMs: Date.now() });
    }
    return blows;
  };
  const changingLooks = async (): Promise<Blow[]> => {
    const blows: Blow[] = [];
    for (const look of chance.shuffled(LOOKS)) {
      await pause(chance.between(5_000, 8_000));
      const fromMs = Date.now();
      await changing.stop();
      await pause(chance.between(1_000, 4_000));
      changing = await startRtspCounterCamera(EPOCH_MS, look, changing.port);
      blows.push({ fromMs, toMs: Date.now() });
    }
    return blows;
  };
  const [breaks, changes] = await Promise.all([breaking(), changingLooks()]);
  await pause(5_000);

  const limits = { before: 0.5, after: BACK_WITHIN_SECONDS };
  const beside = await finishAndJudge(device, untouched!, { epochMs: EPOCH_MS, blows: [] });
  const one = await finishAndJudge(device, broken!, { epochMs: EPOCH_MS, blows: breaks });
  const other = await finishAndJudge(device, changed!, { epochMs: EPOCH_MS, blows: changes, step: 2 });
  figure("camera cuts", "pictures missing in the recording beside", beside.film.holes.length, "0");
  expect.soft(beside.film.holes).toEqual([]);
  expectLosses("camera cuts", [one], limits);
  expectLosses("camera changes", [other], limits);
});

/** Until the device says that the camera gives no picture; endless when it does not within ten seconds. */
async function secondsUntilNoticed(camera: number): Promise<number> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < 10_000) {
    const { cameras } = await device.command("state.get", {});
    if (cameras.find(({ id }) => id === camera)?.state !== "live") return (performance.now() - startedMs) / 1_000;
    await pause(50);
  }
  return Number.POSITIVE_INFINITY;
}

/** The oracle itself: a film that lacks a second must be found to lack it. */
test("control: a second cut out of a film is missed", async () => {
  const session = device.newSession(BESIDE);
  await device.record(BESIDE, session);
  await pause(5_000);
  await device.finish(session);
  const file = device.fileOf(session);
  const cut = `${file}.cut.mp4`;
  const filter = "select='not(between(t,2,3))',setpts=PTS";
  await promisify(execFile)("ffmpeg", ["-v", "error", "-y", "-i", file, "-vf", filter, "-fps_mode", "vfr", cut]);
  const [whole, lacking] = [await judgeFilm(file, EPOCH_MS), await judgeFilm(cut, EPOCH_MS)];
  figure("camera cuts", "control: seconds missing in a film without a second", missingSeconds(lacking), "1.00");
  expect(missingSeconds(whole)).toBe(0);
  expect(missingSeconds(lacking)).toBeCloseTo(1, 0);
  const judged = judgeHoles(lacking.holes, [], []);
  expect([judged.unexplained.length, judged.unlisted.length]).toEqual([1, 1]);
});
