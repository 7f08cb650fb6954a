import { expect, test } from "vitest";
import { SecretBox } from "@/lib/core/secret-box";
import { sqliteCameraStore } from "./camera-store";
import { createCameras } from "./cameras";
import { cameraConfig, FakePreview, FakeProxy, FakePublisher, memoryDatabase, silentLog } from "./fakes.fixture";

function setUp(db = memoryDatabase()) {
  const proxies: FakeProxy[] = [];
  const publishers: { url: string; publisher: FakePublisher }[] = [];
  const cameras = createCameras({
    store: sqliteCameraStore(db, new SecretBox(["k".repeat(32)])),
    createProxy(config) {
      const proxy = new FakeProxy(config);
      proxies.push(proxy);
      return proxy;
    },
    createPreview: () => new FakePreview(),
    createPublisher(_proxy, url) {
      const publisher = new FakePublisher();
      publishers.push({ url, publisher });
      return publisher;
    },
    recordingOf: (id) => (id === 1 ? "sess_1_1700000000000" : null),
    log: silentLog,
  });
  return { cameras, proxies, publishers, db };
}

test("a camera that did not change keeps its proxy; changed and removed ones are closed", () => {
  const { cameras, proxies } = setUp();
  cameras.set({ version: "1", cameras: [cameraConfig(1), cameraConfig(2), cameraConfig(3)] });
  cameras.set({ version: "2", cameras: [cameraConfig(1), cameraConfig(2, { audio: true })] });
  expect(proxies.map(({ camera, isStopped }) => [camera.id, isStopped])).toEqual([
    [1, false],
    [2, true],
    [3, true],
    [2, false],
  ]);
  expect(cameras.version).toBe("2");
  expect(() => cameras.get(3)).toThrow("does not serve");
});

test("a camera whose last seconds are wanted stays open; wanting them or not costs nobody the picture", () => {
  const { cameras, proxies } = setUp();
  const tell = (version: string, ring?: boolean) => cameras.set({ version, cameras: [cameraConfig(1, { ring })] });
  tell("1");
  const pinned = cameras.pin(1);
  expect([cameras.get(1).ring, proxies[0]!.report().consumers]).toEqual([null, 0]);
  tell("2", true);
  const { ring } = cameras.get(1);
  expect(ring).not.toBeNull();
  expect([proxies[0]!.report().consumers, pinned.ring]).toEqual([1, null]);
  tell("3", true);
  expect(cameras.get(1).ring).toBe(ring);
  tell("4", false);
  expect([cameras.get(1).ring, proxies[0]!.report().consumers]).toEqual([null, 0]);
  expect(proxies.map(({ isStopped }) => isStopped)).toEqual([false]);
});

test("outlives a restart, and no URL lies readable in the database", () => {
  const { cameras, db } = setUp();
  cameras.set({ version: "7", cameras: [cameraConfig(1, { source: "rtsp", url: "rtsp://a:hunter2@10.0.0.9/1" })] });
  expect(JSON.stringify(db.prepare("select * from camera_set").all())).not.toContain("10.0.0.9");
  const again = setUp(db);
  expect(again.cameras.version).toBe("7");
  expect(again.cameras.get(1).config.url).toBe("rtsp://a:hunter2@10.0.0.9/1");
});

test("a hold moves to the new proxy, waits for a camera that is told later, and is let go once", () => {
  const { cameras, proxies } = setUp();
  const release = cameras.hold(1);
  cameras.set({ version: "1", cameras: [cameraConfig(1)] });
  expect(proxies[0]?.holders).toBe(1);
  cameras.set({ version: "2", cameras: [cameraConfig(1, { name: "Else" })] });
  expect(proxies.map(({ holders }) => holders)).toEqual([0, 1]);
  release();
  release();
  expect(proxies[1]?.holders).toBe(0);
});

test("a camera being recorded keeps its proxy until the recording ends, also when it was removed", () => {
  const { cameras, proxies } = setUp();
  cameras.set({ version: "1", cameras: [cameraConfig(1), cameraConfig(2)] });
  const changed = cameras.pin(1);
  const removed = cameras.pin(2);
  cameras.set({ version: "2", cameras: [cameraConfig(1, { name: "New" })] });
  expect(proxies.some(({ isStopped }) => isStopped)).toBe(false);
  expect(cameras.get(1).config.name).toBe("Court 1");
  changed.release();
  expect(cameras.get(1).config.name).toBe("New");
  removed.release();
  expect(() => cameras.get(2)).toThrow("does not serve");
  expect(proxies.map(({ isStopped }) => isStopped)).toEqual([true, true, false]);
});

test("tells of changes and who records what", () => {
  const { cameras, proxies } = setUp();
  let told = 0;
  cameras.onChange(() => told++);
  cameras.set({ version: "1", cameras: [cameraConfig(1), cameraConfig(2)] });
  proxies[1]?.change();
  expect(told).toBe(2);
  expect(cameras.reports().map((report) => report.recording_session_id)).toEqual(["sess_1_1700000000000", null]);
});

test("cleanup closes what is open for nobody", async () => {
  const { cameras, proxies } = setUp();
  cameras.set({ version: "1", cameras: [cameraConfig(1), cameraConfig(2)] });
  cameras.hold(1);
  proxies[1]?.hold();
  expect(await cameras.stopIdle()).toBe(1);
  expect(proxies.map(({ isStopped }) => isStopped)).toEqual([false, true, false]);
});

test("where a camera is published to may change without costing anybody the picture; its report says how that is", () => {
  const { cameras, proxies, publishers } = setUp();
  const tell = (publish_url?: string) => cameras.set({ version: "1", cameras: [cameraConfig(1, { publish_url })] });
  const running = () => publishers.filter(({ publisher }) => publisher.isRunning).map(({ url }) => url);
  tell("rtsp://a/x");
  tell("rtsp://a/x");
  expect([running(), publishers.length]).toEqual([["rtsp://a/x"], 1]);
  expect(cameras.reports()[0]?.publishing).toEqual({ state: "live", error: null, cause: null });
  tell("rtsp://b/x");
  expect(running()).toEqual(["rtsp://b/x"]);
  tell();
  expect([running(), cameras.reports()[0]?.publishing]).toEqual([[], null]);
  expect(proxies).toHaveLength(1);
});
