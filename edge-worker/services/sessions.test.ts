import { beforeEach, expect, test } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import { SecretBox } from "@/lib/core/secret-box";
import { sqliteCameraStore } from "./camera-store";
import { createCameras } from "./cameras";
import {
  cameraConfig,
  FakeOutbox,
  FakePreview,
  FakeProxy,
  FakePublisher,
  memoryDatabase,
  silentBus,
  silentLog,
} from "./fakes.fixture";
import { createReports } from "./reports";
import { sqliteSessionStore } from "./session-store";
import { createSessions } from "./sessions";

let proxy: FakeProxy;
let outbox: FakeOutbox;
const SESSION = { sessionId: "sess_1_1700000000000", cameraId: 1, clubId: 1 };

function setUp(db = memoryDatabase()) {
  const cameras = createCameras({
    store: sqliteCameraStore(db, new SecretBox(["k".repeat(32)])),
    createProxy: (config) => (proxy = new FakeProxy(config)),
    createPublisher: () => new FakePublisher(),
    createPreview: () => new FakePreview(),
    recordingOf: () => null,
    log: silentLog,
  });
  if (!cameras.version) cameras.set({ version: "1", cameras: [cameraConfig(1)] });
  const reports = createReports({
    outbox,
    bus: silentBus,
    deviceId: "pi-1",
    bootId: "b",
    clock: new ManualClock(),
    wake: () => {},
  });
  return { db, sessions: createSessions({ store: sqliteSessionStore(db), cameras, reports, log: silentLog }) };
}
beforeEach(() => {
  outbox = new FakeOutbox();
});

test("opens once a frame was seen, and is told once however often it is opened", async () => {
  const { sessions } = setUp();
  expect(await sessions.open(SESSION)).toMatchObject({ id: 1, state: "live" });
  await sessions.open(SESSION);
  expect(proxy.holders).toBe(1);
  expect(outbox.reports("session")).toEqual([{ session_id: SESSION.sessionId, camera_id: 1, state: "active" }]);
});

test("leaves nothing behind when the camera is off", async () => {
  const { sessions, db } = setUp();
  proxy.isAway = true;
  await expect(sessions.open(SESSION)).rejects.toMatchObject({ code: "camera_unreachable" });
  expect(proxy.holders).toBe(0);
  expect(sessions.list()).toEqual([]);
  expect(sqliteSessionStore(db).all()).toEqual([]);
});

test("a camera lost later ends nothing: opening it again fails, the session stays", async () => {
  const { sessions } = setUp();
  await sessions.open(SESSION);
  proxy.isAway = true;
  await expect(sessions.open(SESSION)).rejects.toMatchObject({ code: "camera_unreachable" });
  expect(sessions.list()).toHaveLength(1);
  expect(proxy.holders).toBe(1);
});

test("holds its camera again after a restart, until it is closed", async () => {
  const { sessions, db } = setUp();
  await sessions.open(SESSION);
  sessions.stop();
  expect(proxy.holders).toBe(0);
  const again = setUp(db);
  expect(proxy.holders).toBe(1);
  again.sessions.close(SESSION.sessionId);
  again.sessions.close(SESSION.sessionId);
  expect(proxy.holders).toBe(0);
  expect(outbox.reports("session").map(({ state }) => state)).toEqual(["active", "closed"]);
});
