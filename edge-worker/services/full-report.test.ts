import { expect, test } from "vitest";
import { FullReport, MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { ManualClock } from "@/lib/core/manual-clock";
import { memoryDatabase } from "./fakes.fixture";
import { readFullReport } from "./full-report";
import { type RecordingRow, sqliteRecordingStore } from "./recordings/store";

const AT = "2026-01-01T00:00:00.000Z";
const row = (n: number, change: Partial<RecordingRow> = {}): RecordingRow => ({
  sessionId: `sess_1_${1_700_000_000_000 + n}`,
  ...{ cameraId: 1, clubId: 1, fileId: newId(), state: "recording", startedAt: AT, endsAt: AT, endedAt: null },
  ...{ bytes: 1, durationSeconds: null, gaps: [], error: null, file: null },
  ...change,
});
const manyGaps = Array.from({ length: 200 }, (_, i) => ({ from: AT, to: AT, cause: `the camera is away, time ${i}` }));

function setUp(rows: RecordingRow[], running: RecordingRow[] = []) {
  const store = sqliteRecordingStore(memoryDatabase());
  for (const one of rows) store.insert(one);
  const sources = { sessions: { list: () => [] }, cameras: { version: "3" }, store, clock: new ManualClock() };
  return (besideBytes?: number) =>
    FullReport.parse(readFullReport({ ...sources, running: () => running }, besideBytes));
}
const sizeOf = (report: FullReport) => Buffer.byteLength(JSON.stringify(report));

test("what runs, as it is at this moment, then what ended in the last day; not what is only starting", () => {
  const ended = { state: "ready", endedAt: AT } as const;
  const old = { state: "ready", endedAt: "2025-12-30T23:00:00.000Z" } as const;
  const read = setUp([row(1), row(2, { state: "starting" }), row(3, ended), row(4, old)], [row(1, { bytes: 99 })]);
  expect(read().recordings.map(({ session_id, state, bytes }) => [session_id.at(-1), state, bytes])).toEqual([
    ["1", "recording", 99],
    ["3", "ready", 1],
  ]);
});

test("fits a message: old ones go first, then the detail of gaps, never a recording that runs", () => {
  const finished = Array.from({ length: 400 }, (_, n) => row(n + 100, { state: "ready", endedAt: AT }));
  const some = setUp([row(1), ...finished])();
  expect(sizeOf(some)).toBeLessThan(MAX_MESSAGE_BYTES);
  expect(some.recordings.length).toBeGreaterThan(100);
  const flickering = Array.from({ length: 10 }, (_, n) => row(n, { gaps: manyGaps }));
  const read = setUp(flickering);
  expect(read().recordings).toHaveLength(10);
  expect(sizeOf(read())).toBeLessThan(MAX_MESSAGE_BYTES);
  expect(sizeOf(read(40_000))).toBeLessThan(MAX_MESSAGE_BYTES - 40_000);
});

test("refuses to tell half of what runs", () => {
  const read = setUp(Array.from({ length: 400 }, (_, n) => row(n)));
  expect(() => read()).toThrow("400 recordings");
});
