import { describe, expect, test } from "vitest";
import { hoursLeft } from "./disk-left";
import type { CourtFacts, DeviceFacts, Facts, RecordingFacts } from "./problem-facts";
import { findProblems } from "./problems";

const NOW = new Date("2026-03-01T18:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const HUB = { id: "hub", name: "Hub" };
const well: NonNullable<DeviceFacts["status"]> = {
  ...{ ffmpegAvailable: true, clockSynced: true, temperatureC: 50, reportsWaiting: 0, oldestWaitingAt: null },
  ...{ recordings: 1, maxConcurrent: 10, isDiskFull: false, hoursLeft: 100 },
};
const device = (status: Partial<typeof well> = {}, change: Partial<DeviceFacts> = {}): DeviceFacts => ({
  ...{ device: HUB, isOnline: true, lastSeenAt: ago(0), cameras: 2, recordings: 0, differences: 0 },
  status: { ...well, ...status },
  ...change,
});
const court = (
  id: number,
  camera: Partial<CourtFacts["camera"]> = {},
  change: Partial<CourtFacts> = {},
): CourtFacts => ({
  court: { id, name: `Court ${id}`, club_name: "Club" },
  deviceId: "hub",
  camera: { state: "live", error: null, lastFrameAt: ago(1), ...camera },
  recordingSessionId: null,
  ...change,
});
const recording = (change: Partial<RecordingFacts>): RecordingFacts => ({
  ...{ sessionId: "sess_1_1", court: court(1).court, deviceId: "hub", status: "recording" },
  ...{ requestedAt: ago(60), endsAt: ago(-30), endedAt: null },
  ...change,
});
const find = (facts: Partial<Facts>) =>
  findProblems({
    now: NOW,
    courts: [court(1)],
    devices: [device()],
    recordings: [],
    plans: [],
    missingFiles: 0,
    ...facts,
  });
const kinds = (facts: Partial<Facts>) => find(facts).map(({ kind }) => kind);

test("all is well: nothing to say", () => {
  expect(find({ recordings: [recording({}), recording({ status: "ready", endedAt: ago(500) })] })).toEqual([]);
});

describe("a camera", () => {
  test.each([
    [{ state: "unreachable" }, ["camera_unreachable"]],
    [{ state: "unreachable", error: "The camera refuses this user and password." }, ["camera_login_refused"]],
    [{ state: "stale" }, ["camera_stale"]],
    [{ state: "idle" }, []],
    [{ state: "connecting" }, []],
  ] as const)("%j → %j", (camera, expected) => expect(kinds({ courts: [court(1, camera)] })).toEqual(expected));

  test("says which court, since when, and whether a recording suffers", () => {
    const facts = { recordingSessionId: "sess_1_9" };
    expect(find({ courts: [court(1, { state: "stale" }, facts)] })).toEqual([
      {
        ...{ kind: "camera_stale", severity: "bad", action: "watch_court", device: null, count: null },
        ...{ court: court(1).court, session_id: "sess_1_9", is_recording: true, since: ago(1).toISOString() },
      },
    ]);
  });

  test("that is missing is missed", () => {
    expect(kinds({ courts: [court(1, {}, { deviceId: null, camera: null })] })).toEqual(["court_without_camera"]);
  });
});

describe("a device", () => {
  test.each([
    [{ ffmpegAvailable: false }, ["device_without_ffmpeg"]],
    [{ isDiskFull: true, hoursLeft: 0 }, ["disk_full"]],
    [{ hoursLeft: 7.9 }, ["disk_low"]],
    [{ hoursLeft: 8 }, []],
    [{ hoursLeft: null }, []],
    [{ recordings: 10 }, ["device_full"]],
    [{ oldestWaitingAt: ago(3), reportsWaiting: 12 }, ["reports_waiting"]],
    [{ oldestWaitingAt: ago(1), reportsWaiting: 12 }, []],
    [{ clockSynced: false }, ["clock_wrong"]],
    [{ temperatureC: 80 }, ["too_hot"]],
    [{ temperatureC: null }, []],
  ])("%j → %j", (status, expected) => expect(kinds({ devices: [device(status)] })).toEqual(expected));

  test("that differs from what is known here is told", () => {
    expect(find({ devices: [device({}, { differences: 2 })] })).toMatchObject([{ kind: "device_differs", count: 2 }]);
  });

  test("that is away is one problem, whatever its cameras and recordings were", () => {
    const away = device({ isDiskFull: true }, { isOnline: false, lastSeenAt: ago(5), recordings: 1 });
    const courts = [court(1, {}, { camera: null })];
    expect(find({ devices: [away], courts, recordings: [recording({ endsAt: ago(10) })] })).toMatchObject([
      { kind: "device_offline", device: HUB, since: ago(5).toISOString(), count: 2, is_recording: true },
    ]);
  });

  test("that never came is not missed yet", () => {
    expect(kinds({ devices: [device({}, { isOnline: false, lastSeenAt: null, status: null })] })).toEqual([]);
  });
});

describe("a recording", () => {
  test.each([
    [{ endsAt: ago(2) }, ["recording_overdue"]],
    [{ endsAt: ago(0.5) }, []],
    [{ status: "finalizing", endedAt: ago(11) }, ["recording_unfinished"]],
    [{ status: "finalizing", endedAt: ago(9) }, []],
    [{ status: "failed" }, ["recording_failed"]],
  ] as const)("%j → %j", (change, expected) => expect(kinds({ recordings: [recording(change)] })).toEqual(expected));

  test("that failed is forgotten once its court was recorded again", () => {
    const failed = recording({ status: "failed", requestedAt: ago(60) });
    const again = (id: number) => recording({ court: court(id).court, requestedAt: ago(30) });
    expect(kinds({ recordings: [again(1), failed] })).toEqual([]);
    expect(kinds({ recordings: [again(2), failed] })).toEqual(["recording_failed"]);
  });
});

test("worst first: what a running recording suffers from, then what is bad, then warnings", () => {
  const found = find({
    devices: [device({ clockSynced: false, hoursLeft: 2 })],
    courts: [
      court(1, {}, { deviceId: null }),
      court(2, { state: "unreachable" }),
      court(3, { state: "stale" }, { recordingSessionId: "sess_3_1" }),
    ],
    missingFiles: 4,
  });
  expect(found.map(({ kind, court }) => [kind, court?.id])).toEqual([
    ["camera_stale", 3],
    ["camera_unreachable", 2],
    ["files_missing", undefined],
    ["disk_low", undefined],
    ["court_without_camera", 1],
    ["clock_wrong", undefined],
  ]);
});

test("the disk is told in hours of recording, as recent recordings were", () => {
  const disk = { bytes_free: 46e9, bytes_reserved: 10e9 };
  const recent = [
    { bytes: 1.5e9, seconds: 3_000 },
    { bytes: 0.5e9, seconds: 1_000 },
  ];
  expect(hoursLeft(disk, recent)).toBe(20);
  expect(hoursLeft({ ...disk, bytes_free: 9e9 }, recent)).toBe(0);
  expect(hoursLeft(disk, [])).toBeNull();
});

describe("a planned recording that did not start", () => {
  const plan = (minutesAgo: number, id = 1) => ({ court: court(id).court, startsAt: ago(minutesAgo) });

  test("is told once for each court, with the way to the schedule", () => {
    expect(find({ courts: [court(1), court(2)], plans: [plan(300), plan(20), plan(20, 2)] })).toMatchObject([
      {
        kind: "plan_not_started",
        severity: "bad",
        action: "open_schedule",
        court: { id: 1 },
        since: ago(20).toISOString(),
      },
      { kind: "plan_not_started", court: { id: 2 } },
    ]);
  });

  test("is made up for by a recording of that court at that time, or later", () => {
    const later = recording({ requestedAt: ago(10), endsAt: ago(-80) });
    expect(kinds({ plans: [plan(20)], recordings: [later] })).toEqual([]);
    expect(kinds({ plans: [plan(20, 2)], recordings: [later] })).toEqual(["plan_not_started"]);
    const before = recording({ status: "ready", requestedAt: ago(90), endsAt: ago(30), endedAt: ago(30) });
    expect(kinds({ plans: [plan(20)], recordings: [before] })).toEqual(["plan_not_started"]);
  });
});
