import { beforeEach, expect, test } from "vitest";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { FakeEvents, memoryDatabase, silentLog } from "../fakes.fixture";
import type { Reports } from "../reports";
import { PRIORITY, type Priority, sqliteUploadQueue, type UploadJob, type UploadQueue } from "./queue";
import { queueReported } from "./queue-reports";
import { createUploads, type Uploads } from "./uploads";

let [queue, clock, events] = [{} as UploadQueue, new SteppedClock(), new FakeEvents()];
let uploads: Uploads;
let sent: string[];
let lost: string[];
let copied: string[];
/** Web shares the folder: of every file it says that it is there already. */
let isHere = false;
/** What the next attempts meet; without, they arrive after a second. */
let meets: (AppError | "never")[];
beforeEach(() => {
  [queue, clock, events] = [sqliteUploadQueue(memoryDatabase()), new SteppedClock(), new FakeEvents()];
  [sent, lost, copied, meets] = [[], [], [], []];
  isHere = false;
  uploads = make();
  return () => uploads.stop();
});

function make(): Uploads {
  return createUploads({
    ...{ queue, events, clock, log: silentLog },
    copies: { add: ({ fileId }) => void copied.push(fileId) },
    reports: { file: ({ file_id, state }) => void lost.push(`${file_id} ${state}`) },
    async send({ uploadId }, signal, onProgress) {
      sent.push(uploadId);
      const met = meets.shift();
      if (met instanceof AppError) throw met;
      onProgress(0, 100);
      await clock.sleep(met === "never" ? 1e9 : 1_000, signal);
      if (!isHere) onProgress(100, 100);
    },
  });
}

const job = (uploadId: string, change: Partial<UploadJob> = {}): UploadJob => ({
  ...{ uploadId, fileId: uploadId.replace("-poster", ""), purpose: "clip", path: `clips/1/${uploadId}.mp4` },
  ...{ sha256: "ab".repeat(32), cameraId: 3, queuedAt: clock.now().toISOString(), damaged: 0, ...change },
});
const add = (uploadId: string, priority: Priority, change: Partial<UploadJob> = {}) =>
  queue.add(job(uploadId, change), priority);
const refusal = (code: ErrorCode, reason?: string) => new AppError(code, code, reason ? { details: { reason } } : {});

test("an alert's clip goes before a match, whenever it was queued", async () => {
  add("match", PRIORITY.recording);
  add("clip", PRIORITY.clip);
  add("alert", PRIORITY.eventClip);
  add("alert-poster", PRIORITY.poster, { purpose: "poster" });
  await uploads.start();
  await clock.advance(5_000);
  expect(sent).toEqual(["alert-poster", "alert", "clip", "match"]);
  expect(copied).toEqual(["alert", "clip", "match"]);
  expect(uploads.waiting()).toBe(0);
});

test("what web has without having been sent it is no copy: the folder may be the same", async () => {
  isHere = true;
  add("match", PRIORITY.recording);
  await uploads.start();
  await clock.advance(5_000);
  expect([uploads.waiting(), copied]).toEqual([0, []]);
});

test("what is more urgent interrupts, and what was interrupted goes on afterwards", async () => {
  meets = ["never"];
  add("match", PRIORITY.recording);
  await uploads.start();
  await clock.advance(500);
  uploads.ask([job("opened")]);
  await clock.advance(5_000);
  expect(sent).toEqual(["match", "opened", "match"]);
});

test("what is less urgent waits", async () => {
  add("alert", PRIORITY.eventClip);
  await uploads.start();
  await clock.advance(100);
  add("match", PRIORITY.recording);
  uploads.wake();
  await clock.advance(3_000);
  expect(sent).toEqual(["alert", "match"]);
});

test("without a line it tries again, at most a minute later, for as long as it takes", async () => {
  meets = Array.from({ length: 40 }, () => refusal("unavailable"));
  add("clip", PRIORITY.clip);
  await uploads.start();
  for (let minutes = 0; minutes < 60 && uploads.waiting() > 0; minutes++) await clock.advance(61_000);
  expect([sent.length, uploads.waiting()]).toEqual([41, 0]);
});

test("a file that the server does not know yet lets others pass", async () => {
  meets = [refusal("not_found")];
  add("early", PRIORITY.eventClip);
  add("match", PRIORITY.recording);
  await uploads.start();
  await clock.advance(10_000);
  expect(new Set(sent.slice(0, 2))).toEqual(new Set(["early", "match"]));
  expect(uploads.waiting()).toBe(0);
});

test("after a day of not being known it is given up, and told", async () => {
  meets = [refusal("not_found")];
  add("orphan", PRIORITY.clip, { queuedAt: new Date(clock.now().getTime() - 25 * 3_600_000).toISOString() });
  await uploads.start();
  await clock.advance(1_000);
  expect([uploads.waiting(), events.types()]).toEqual([0, ["upload.failed"]]);
});

test("three times damaged is told, also with restarts between", async () => {
  add("clip", PRIORITY.clip);
  for (const times of [1, 2, 3]) {
    meets = [refusal("unprocessable", "damaged"), "never"];
    await uploads.start();
    await clock.advance(0);
    await uploads.stop();
    expect([sent.length, uploads.waiting()]).toEqual([times, times < 3 ? 1 : 0]);
    uploads = make();
  }
  expect(events.seen).toEqual([
    { type: "upload.failed", cameraId: 3, data: { file_id: "clip", cause: "unprocessable" } },
  ]);
});

test("too large, or other than was reported, is told at once", async () => {
  meets = [refusal("too_large"), refusal("unprocessable", "unlike")];
  add("one", PRIORITY.clip);
  add("two", PRIORITY.clip);
  await uploads.start();
  await clock.advance(1_000);
  expect([sent, uploads.waiting(), events.types()]).toEqual([["one", "two"], 0, ["upload.failed", "upload.failed"]]);
});

test("a file that is gone is reported lost; one that was removed is forgotten in silence", async () => {
  meets = [refusal("not_found", "no_file"), "never"];
  add("gone", PRIORITY.clip);
  add("removed", PRIORITY.clip);
  await uploads.start();
  await clock.advance(1_000);
  uploads.forget("removed");
  await clock.advance(1_000);
  expect([lost, uploads.waiting(), events.types()]).toEqual([["gone lost"], 0, []]);
});

test("the queue survives the program; queued again, a file only moves forward", () => {
  const db = memoryDatabase();
  const before = sqliteUploadQueue(db);
  before.add(job("a"), PRIORITY.clip);
  before.add(job("b"), PRIORITY.recording);
  const after = sqliteUploadQueue(db);
  expect(after.next(new Set())?.uploadId).toBe("a");
  after.add(job("b"), PRIORITY.asked);
  after.add(job("b"), PRIORITY.recording);
  expect([after.next(new Set())?.uploadId, after.next(new Set(["b"]))?.uploadId, after.size()]).toEqual(["b", "a", 2]);
});

test("a finished file is queued by the report of it, as far as the operator wants", () => {
  const file = { id: "f", path: "videos/1/sess.mp4", bytes: 9, duration_seconds: 1, sha256: "ab", has_poster: true };
  const about = { camera_id: 2, state: "ready", file } as Parameters<Reports["recording"]>[0];
  const told: string[] = [];
  const quiet = () => void told.push("told");
  const reports = { recording: quiet, clip: quiet, file: quiet, session: quiet, progress: quiet, full: quiet };
  for (const mode of ["all", "clips", "asked"] as const) {
    const own = sqliteUploadQueue(memoryDatabase());
    const queued = queueReported(reports, { queue: own, mode, clock, wake: () => {} });
    queued.recording({ ...about, state: "finalizing", file: null });
    queued.recording(about);
    expect([mode, own.size(), own.next(new Set())?.path]).toEqual([mode, mode === "all" ? 2 : 1, "videos/1/sess.jpg"]);
    queued.clip({ ...about, event_id: "e", file: { ...file, id: "g", path: "clips/1/g.mp4" } } as never);
    expect(own.size()).toBe({ all: 4, clips: 3, asked: 2 }[mode]);
  }
  expect(told).toHaveLength(9);
});
