import fc from "fast-check";
import { beforeEach, describe, expect, type Mock, test, vi } from "vitest";
import { type Frame, frameHeader } from "@/lib/contracts/preview";
import { AppError } from "@/lib/core/errors";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Bus, Message } from "@/lib/mqtt/bus";
import { createFrameHub } from "./frame-hub";
import type { FrameHub, FrameKey } from "./frames";

const KEY: FrameKey = { deviceId: "hub", cameraId: 7, profile: "full" };
const TOPIC = "preview/hub/7/full";

class PictureBus implements Bus {
  readonly connected = true;
  readonly subscriptions = new Map<string, Set<(message: Message) => void>>();
  subscribed = 0;
  private readonly connectCallbacks = new Set<() => void>();
  async start() {}
  async stop() {}
  async publish() {}
  subscribe(filter: string, onMessage: (message: Message) => void) {
    this.subscribed++;
    const handlers = this.subscriptions.get(filter) ?? new Set();
    this.subscriptions.set(filter, handlers.add(onMessage));
    return () => void (handlers.delete(onMessage) && handlers.size === 0 && this.subscriptions.delete(filter));
  }
  onConnect(callback: () => void) {
    this.connectCallbacks.add(callback);
    return () => void this.connectCallbacks.delete(callback);
  }
  onDisconnect() {
    return () => undefined;
  }
  reconnect() {
    for (const callback of this.connectCallbacks) callback();
  }
  send(sequence: number) {
    const header = frameHeader({ capturedAtMs: 0, sequence, width: 1280, height: 720 });
    const payload = Buffer.concat([header, Buffer.from([0xff, 0xd8, sequence])]);
    for (const handler of this.subscriptions.get(TOPIC) ?? []) handler({ topic: TOPIC, payload, retained: false });
  }
}

let bus: PictureBus;
let clock: SteppedClock;
let lease: Mock<() => Promise<never>>;
let hub: FrameHub;
beforeEach(() => setUp());

function setUp() {
  bus = new PictureBus();
  clock = new SteppedClock();
  lease = vi.fn(async () => ({}) as never);
  const presence = () => ({ online: true, lastSeenAt: null, status: null, receivedAt: null });
  hub = createFrameHub({ bus, devices: { command: lease, presence }, clock, log: createLogger("test", "silent") });
}

const offline = () => new AppError("unavailable", "The device hub is offline.");

describe("sharing", () => {
  test("however many watch, there is one subscription and one lease", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), async (watchers, seconds) => {
        setUp();
        const watches = Array.from({ length: watchers }, () => hub.watch(KEY, () => undefined));
        await clock.advance(seconds * 1_000);
        expect(bus.subscribed).toBe(1);
        expect(lease).toHaveBeenCalledTimes(1 + Math.floor(seconds / 5));
        expect(hub.viewers(7)).toBe(watchers);
        for (const watch of watches) watch.stop();
        await clock.advance(30_000);
        expect(bus.subscriptions.size).toBe(0);
        const leasesAtTheEnd = lease.mock.calls.length;
        await clock.advance(60_000);
        expect(lease).toHaveBeenCalledTimes(leasesAtTheEnd);
      }),
      { numRuns: 25 },
    );
  });

  test("every viewer gets the very same frame, a late one the newest at once", () => {
    const seen: Frame[] = [];
    hub.watch(KEY, (frame) => seen.push(frame));
    hub.watch(KEY, (frame) => seen.push(frame));
    bus.send(1);
    hub.watch(KEY, (frame) => seen.push(frame));
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(1);
    expect(hub.newest(7)).toBe(seen[0]);
  });

  test("a viewer who comes back within the linger finds the same subscription", async () => {
    hub.watch(KEY, () => undefined).stop();
    await clock.advance(8_000);
    hub.watch(KEY, () => undefined);
    await clock.advance(60_000);
    expect(bus.subscribed).toBe(1);
    expect(bus.subscriptions.size).toBe(1);
  });
});

describe("failures", () => {
  test("an offline device is told once, asked again each second, and the picture comes back by itself", async () => {
    lease.mockRejectedValue(offline());
    const onError = vi.fn();
    const onFrame = vi.fn();
    hub.watch(KEY, onFrame, onError);
    await clock.advance(10_000);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: "unavailable" });
    expect(lease.mock.calls.length).toBeGreaterThanOrEqual(10);
    lease.mockResolvedValue({} as never);
    await clock.advance(1_000);
    bus.send(1);
    expect(onFrame).toHaveBeenCalledTimes(1);
    lease.mockRejectedValue(offline());
    await clock.advance(3_000);
    bus.send(2);
    await clock.advance(3_000);
    expect(onError, "a new failure is news again").toHaveBeenCalledTimes(2);
  });

  test("a picture that stands still is camera_unreachable after five seconds", async () => {
    const onError = vi.fn();
    hub.watch(KEY, () => undefined, onError);
    bus.send(1);
    await clock.advance(4_000);
    expect(onError).not.toHaveBeenCalled();
    await clock.advance(2_000);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({ code: "camera_unreachable" });
  });

  test("a connection that came back renews at once, without waiting for the next round", async () => {
    hub.watch(KEY, () => undefined);
    await clock.advance(1_000);
    bus.reconnect();
    expect(lease).toHaveBeenCalledTimes(2);
  });

  test("a message that is no frame reaches nobody", () => {
    const onFrame = vi.fn();
    hub.watch(KEY, onFrame);
    for (const handler of bus.subscriptions.get(TOPIC)!)
      handler({ topic: TOPIC, payload: Buffer.from("short"), retained: false });
    expect(onFrame).not.toHaveBeenCalled();
  });
});

describe("snapshot", () => {
  test("waits for the first frame, then is warm without waiting", async () => {
    const first = hub.snapshot(KEY);
    bus.send(1);
    await expect(first).resolves.toMatchObject({ sequence: 1 });
    await clock.advance(500);
    const second = await hub.snapshot(KEY);
    expect(second.sequence).toBe(1);
    expect(hub.ageMs(second)).toBe(500);
  });

  test("polled, it keeps the picture warm; left alone, the subscription ends", async () => {
    bus.send(0);
    for (let i = 1; i <= 200; i++) {
      const pending = hub.snapshot(KEY);
      bus.send(i % 256);
      await pending;
      await clock.advance(200);
    }
    expect(bus.subscribed).toBe(1);
    await clock.advance(12_000);
    expect(bus.subscriptions.size).toBe(0);
  });

  test("without a frame it says camera_unreachable after three seconds", async () => {
    const refused = expect(hub.snapshot(KEY)).rejects.toMatchObject({ code: "camera_unreachable" });
    await clock.advance(3_000);
    await refused;
  });

  test("an offline device is told at once, each time", async () => {
    lease.mockRejectedValue(offline());
    await expect(hub.snapshot(KEY)).rejects.toMatchObject({ code: "unavailable" });
    await expect(hub.snapshot(KEY)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("a camera its device does not know yet is not there, rather than not found", async () => {
    lease.mockRejectedValue(new AppError("not_found", "No such camera."));
    await expect(hub.snapshot(KEY)).rejects.toMatchObject({ code: "camera_unreachable" });
  });

  test("stopping the hub lets nobody wait", async () => {
    const pending = expect(hub.snapshot(KEY)).rejects.toMatchObject({ code: "camera_unreachable" });
    hub.stop();
    await pending;
    expect(bus.subscriptions.size).toBe(0);
  });
});
