import { expect, test } from "vitest";
import type { CameraReport } from "@/lib/contracts/cameras";
import type { CourtView } from "@/lib/contracts/courts";
import type { DeviceView } from "@/lib/contracts/devices";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { courtsAfterDevice, deviceAfterNotice, sessionAfterDevice } from "./device-notice";

const report = (id: number, state: CameraReport["state"]) => ({ id, state }) as CameraReport;
const court = (id: number, device_id: string): CourtView =>
  ({
    id,
    camera: { id: id * 10, name: "c", device_id, source: "rtsp" },
    camera_state: "idle",
    device_online: true,
    device_last_seen_at: null,
  }) as CourtView;

test("only the cameras of the device that spoke change", () => {
  const before = [court(1, "hub"), court(2, "hub"), court(3, "pi")];
  const at = "2026-01-01T00:00:00.000Z";
  const notice = { device_id: "hub", online: true, last_seen_at: at, cameras: [report(10, "live")] };
  const after = courtsAfterDevice(before, notice);
  expect(after.map(({ camera_state }) => camera_state)).toEqual(["live", "idle", "idle"]);
  expect(after[0]!.device_last_seen_at).toBe(at);
  expect(after[2]).toBe(before[2]);
});

test("a device that went away takes what it said of the camera with it", () => {
  const session = { device_id: "hub", camera_id: 10, device_online: true, proxy: report(10, "live") } as SessionDetail;
  const gone = { device_id: "hub", online: false, last_seen_at: null, cameras: [] };
  expect(sessionAfterDevice(session, gone)).toMatchObject({ device_online: false, proxy: null });
  expect(sessionAfterDevice(session, { ...gone, device_id: "pi" })).toBe(session);
});

test("a device's own page follows its word, and forgets what it said of cameras when it goes", () => {
  const cameras = [
    { id: 10, report: report(10, "idle") },
    { id: 11, report: null },
  ];
  const device = { id: "hub", online: true, last_seen_at: null, cameras } as DeviceView;
  const notice = { device_id: "hub", online: true, last_seen_at: null, cameras: [report(10, "live")] };
  expect(deviceAfterNotice(device, notice).cameras.map((camera) => camera.report?.state)).toEqual(["live", undefined]);
  const gone = deviceAfterNotice(device, { ...notice, online: false });
  expect([gone.online, ...gone.cameras.map((camera) => camera.report)]).toEqual([false, null, null]);
  expect(deviceAfterNotice(device, { ...notice, device_id: "pi" })).toBe(device);
});
