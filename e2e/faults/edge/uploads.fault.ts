import { afterAll, beforeAll, expect, test } from "vitest";
import { FakeEvents, memoryDatabase, silentLog } from "@/edge-worker/services/fakes.fixture";
import { PRIORITY, sqliteUploadQueue } from "@/edge-worker/services/uploads/queue";
import { type RealWeb, startRealWeb } from "@/edge-worker/services/uploads/real-web.fixture";
import type { SendFile } from "@/edge-worker/services/uploads/send-file";
import { createUploads } from "@/edge-worker/services/uploads/uploads";
import { systemClock } from "@/lib/core/clock";
import { hashFile } from "@/lib/storage/hash-file";
import { figure } from "../figures";
import { pause } from "../pause";
import { chanceOf } from "../seed";

const MIB = 1024 ** 2;
/** Of the bytes of a file, how many may pass twice. */
const MOST_TWICE = 0.1;
const LOOK_MS = 2;
const AWAY_MS = 200;

let real: RealWeb;
beforeAll(async () => {
  real = await startRealWeb();
});
afterAll(() => real.stop());

type Run = { scenario: string; megabytes: number; cuts: number; send: SendFile };

/** Sends one file while the line is cut at so many random bytes of it; says what passed more than once, of its length. */
async function sendThroughCuts({ scenario, megabytes, cuts, send }: Run) {
  const chance = chanceOf(scenario);
  const job = await real.report(megabytes);
  const total = megabytes * MIB;
  const places = Array.from({ length: cuts }, () => chance.between(0.01, 0.98) * total).sort((a, b) => a - b);
  const queue = sqliteUploadQueue(memoryDatabase());
  const reports = { file: () => {} };
  const uploads = createUploads({
    ...{
      queue,
      copies: { add: () => {} },
      send,
      reports,
      events: new FakeEvents(),
      clock: systemClock,
      log: silentLog,
    },
  });
  queue.add(job, PRIORITY.recording);
  const before = real.line.bytesThrough;
  const passed = () => real.line.bytesThrough - before;
  await uploads.start();
  let cut = 0;
  for (const place of places) {
    while (passed() < place && uploads.waiting() > 0) await pause(LOOK_MS);
    if (uploads.waiting() === 0) break;
    real.line.cut();
    cut += 1;
    await pause(AWAY_MS);
    real.line.restore();
  }
  while (uploads.waiting() > 0) await pause(50);
  await uploads.stop();
  return { job, cut, twice: passed() / total - 1 };
}

test("500 MB through 20 cuts: whole, and hardly a byte twice", async () => {
  const scenario = "500 MB through 20 cuts";
  const { job, cut, twice } = await sendThroughCuts({ scenario, megabytes: 500, cuts: 20, send: real.sender() });
  expect(cut).toBe(20);
  expect(await hashFile(`${real.mediaDir}/${job.path}`)).toBe(job.sha256);
  expect(await real.db.mediaFile.findUnique({ where: { id: job.fileId } })).toMatchObject({ location: "web" });
  figure(scenario, "bytes sent twice, %", twice * 100, `≤ ${MOST_TWICE * 100}`);
  expect(twice).toBeLessThanOrEqual(MOST_TWICE);
});

test("control: a device that begins anew after each cut sends far more", async () => {
  const send = real.sender();
  const anew: SendFile = async (job, signal, onProgress) => {
    const headers = { authorization: `Bearer ${real.token}`, "tus-resumable": "1.0.0" };
    await fetch(`${real.web.url}/api/uploads/${job.uploadId}`, { method: "DELETE", headers });
    return send(job, signal, onProgress);
  };
  const scenario = "control: no resuming";
  const { twice } = await sendThroughCuts({ scenario, megabytes: 60, cuts: 6, send: anew });
  figure(scenario, "bytes sent twice, %", twice * 100, `> ${MOST_TWICE * 100}`);
  expect(twice).toBeGreaterThan(MOST_TWICE);
});
