import { expect, test } from "vitest";
import { parseFrame } from "@/lib/contracts/preview";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { ServedCamera } from "./cameras";
import { cameraConfig, FakePreview, FakeProxy, silentLog } from "./fakes.fixture";
import { createPreviewPublisher } from "./preview-publisher";

function setUp() {
  const clock = new SteppedClock();
  const sent: { topic: string; sequence: number | undefined; qos: number | undefined; done: () => void }[] = [];
  const bus = {
    connected: true,
    publish: (topic: string, payload: string | Uint8Array, options?: { qos?: 0 | 1 }) =>
      new Promise<void>((done) => {
        sent.push({ topic, sequence: parseFrame(payload as Uint8Array)?.sequence, qos: options?.qos, done });
      }),
  };
  const served = (): ServedCamera & { preview: FakePreview; proxy: FakeProxy } => ({
    ...{ config: cameraConfig(4), proxy: new FakeProxy(cameraConfig(4)), preview: new FakePreview() },
    ring: null,
    closed: new AbortController().signal,
  });
  const camera = { now: served() };
  const cameras = { get: () => camera.now, hold: () => camera.now.proxy.hold() };
  const publisher = createPreviewPublisher({ cameras, bus, deviceId: "pi-1", clock, log: silentLog });
  return { clock, bus, sent, camera, served, publisher };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("drops frames while one is unsent, and sends the newest after", async () => {
  const { sent, camera, publisher } = setUp();
  publisher.lease(4, "tile", 15);
  for (const sequence of [1, 2, 3]) camera.now.preview.emit(sequence);
  expect(sent).toMatchObject([{ topic: "preview/pi-1/4/tile", sequence: 1, qos: 0 }]);
  sent[0]?.done();
  await settled();
  camera.now.preview.emit(4);
  expect(sent.map(({ sequence }) => sequence)).toEqual([1, 4]);
  expect(publisher.active()).toMatchObject([{ sent: 1, dropped: 2 }]);
});

test("makes pictures only as long as a lease lasts", async () => {
  const { clock, camera, publisher } = setUp();
  publisher.lease(4, "tile", 15);
  await clock.advance(10_000);
  publisher.lease(4, "tile", 15);
  await clock.advance(14_000);
  expect(camera.now.preview.watchers.size).toBe(1);
  expect(camera.now.proxy.holders).toBe(1);
  await clock.advance(1_001);
  expect(camera.now.preview.watchers.size).toBe(0);
  expect(camera.now.proxy.holders).toBe(0);
  expect(publisher.active()).toEqual([]);
});

test("follows a camera that was changed at the next renewal", () => {
  const { camera, served, publisher } = setUp();
  publisher.lease(4, "full", 15);
  const before = camera.now;
  camera.now = served();
  publisher.lease(4, "full", 15);
  expect(before.preview.watchers.size).toBe(0);
  expect(camera.now.preview.watchers.size).toBe(1);
  publisher.stop();
  expect(camera.now.preview.watchers.size).toBe(0);
});

test("without a connection nothing is kept", () => {
  const { bus, sent, camera, publisher } = setUp();
  bus.connected = false;
  publisher.lease(4, "full", 15);
  camera.now.preview.emit(1);
  expect(sent).toEqual([]);
});
