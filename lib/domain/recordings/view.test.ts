import { expect, test } from "vitest";
import type { Recording } from "@/lib/db/generated/client";
import { toRecordingView, toStoppedRecording } from "./view";

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 18, minutes));
const row: Recording = {
  sessionId: "sess_1_1772388000000",
  clubId: 3,
  cameraId: 1,
  deviceId: "hub",
  status: "recording",
  durationMinutes: 90,
  requestedAt: at(0),
  startedAt: at(0),
  endsAt: at(90),
  endedAt: null,
  bytes: 12n,
  durationSeconds: null,
  gaps: [],
  error: null,
  bornFileId: null,
  fileId: null,
  reportSeq: 0n,
};

test("elapsed and remaining follow the server's clock", () => {
  expect(toRecordingView(row, at(30))).toMatchObject({ elapsed_seconds: 1_800, remaining_seconds: 3_600, bytes: 12 });
});

test("nothing remains, and nothing runs on, once a recording is over", () => {
  const over = { ...row, status: "ready" as const, endedAt: at(45) };
  expect(toRecordingView(over, at(600))).toMatchObject({ elapsed_seconds: 2_700, remaining_seconds: 0 });
});

test("a recording past its planned end that nobody reported on never shows a negative time", () => {
  expect(toRecordingView(row, at(200)).remaining_seconds).toBe(0);
  expect(toRecordingView(row, new Date(at(0).getTime() - 5_000)).elapsed_seconds).toBe(0);
});

test("gaps nobody can read are shown as none instead of failing the page", () => {
  const gap = { from: at(1).toISOString(), to: null, cause: "camera away" };
  expect(toRecordingView({ ...row, gaps: [gap] }, at(2)).gaps).toEqual([gap]);
  expect(toRecordingView({ ...row, gaps: "?" }, at(2)).gaps).toEqual([]);
});

test("a video that is still being finished has its path, its id and no hash", () => {
  const finishing = { ...row, status: "finalizing" as const, durationSeconds: 59.8 };
  const bornFileId = "01932c07-9d1a-7c55-a3bb-0c8a4a2f5b10";
  expect(toStoppedRecording({ ...finishing, bornFileId }, null)).toEqual({
    video_path: "videos/3/sess_1_1772388000000.mp4",
    status: "finalizing",
    file: { id: bornFileId, filename: "sess_1_1772388000000.mp4", bytes: 12, duration_seconds: 59.8, sha256: null },
  });
  expect(toStoppedRecording(finishing, null).file).toBeNull();
  expect(toStoppedRecording({ ...finishing, bornFileId, status: "failed" }, null).file).toBeNull();
});
