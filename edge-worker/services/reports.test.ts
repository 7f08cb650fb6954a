import { expect, test } from "vitest";
import type { RecordingReport } from "@/lib/contracts/mqtt";
import { DeviceReport } from "@/lib/contracts/mqtt";
import { ManualClock } from "@/lib/core/manual-clock";
import { memoryOutbox } from "@/lib/outbox/memory-outbox";
import { createReports } from "./reports";

const SESSION = "sess_1_1700000000000";
const AT = "2026-01-01T00:00:00.000Z";
const recording = (bytes: number, state: RecordingReport["state"] = "recording"): RecordingReport => ({
  ...{ session_id: SESSION, camera_id: 1, state, started_at: AT, ends_at: AT, ended_at: null, bytes },
  ...{ duration_seconds: null, gaps: [], error: null, file: null },
});
const FULL = { sessions: [], recordings: [], cameras_version: "1" };

function setUp() {
  const outbox = memoryOutbox(new ManualClock());
  const sent: DeviceReport[] = [];
  const bus = {
    connected: true,
    publish: async (_topic: string, payload: string | Uint8Array) =>
      void sent.push(DeviceReport.parse(JSON.parse(`${payload}`))),
  };
  const reports = createReports({
    outbox,
    bus,
    deviceId: "pi-1",
    bootId: "b",
    clock: new ManualClock(),
    wake: () => {},
  });
  const queued = () => outbox.peek(10).map(({ payload, seq }) => DeviceReport.parse({ ...JSON.parse(payload), seq }));
  return { outbox, bus, sent, reports, queued };
}

test("every change is kept; of how far it is only the newest word", () => {
  const { reports, queued } = setUp();
  reports.recording(recording(1));
  reports.progress(recording(2));
  reports.progress(recording(3));
  expect(queued().map(({ data }) => "bytes" in data && data.bytes)).toEqual([1, 3]);
  reports.recording(recording(4, "finalizing"));
  reports.recording(recording(5, "ready"));
  expect(queued().map(({ data }) => "bytes" in data && data.bytes)).toEqual([1, 4, 5]);
});

test("a full report waits behind what is queued; with nothing queued it is sent and not kept", () => {
  const { outbox, sent, reports, queued } = setUp();
  reports.full(FULL);
  expect([outbox.size(), sent.map(({ type, seq }) => [type, seq])]).toEqual([0, [["full", 0]]]);
  reports.recording(recording(1));
  reports.full(FULL);
  reports.full(FULL);
  expect(queued().map(({ type }) => type)).toEqual(["recording", "full"]);
  outbox.forget(queued().map(({ report_id }) => report_id));
  reports.full(FULL);
  expect([outbox.size(), sent.at(-1)?.seq]).toEqual([0, 3]);
});

test("without a link a full report is of no use", () => {
  const { bus, sent, outbox, reports } = setUp();
  bus.connected = false;
  reports.full(FULL);
  expect([outbox.size(), sent.length]).toEqual([0, 0]);
});
