import { afterEach, expect, test, vi } from "vitest";
import { DeviceEvent } from "@/lib/contracts/mqtt";
import { ManualClock } from "@/lib/core/manual-clock";
import { watchCameras } from "./camera-watchdog";
import { createEvents } from "./events";
import { cameraConfig, FakeEvents, FakeOutbox, FakeProxy, silentLog } from "./fakes.fixture";

let stop = () => {};
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function setUp() {
  const proxy = new FakeProxy(cameraConfig(1));
  const events = new FakeEvents();
  const served = { config: proxy.camera, proxy };
  const clock = new ManualClock(new Date("2026-03-01T18:00:00.000Z"));
  stop = watchCameras({
    cameras: { all: () => [served], onChange: (callback) => proxy.onChange(callback) },
    recordingOf: () => "sess_1_1767225600000",
    ...{ events, clock },
  });
  proxy.hold();
  const turn = (isAway: boolean) => {
    proxy.isAway = isAway;
    proxy.change();
  };
  turn(false);
  return { proxy, events, clock, turn };
}

test("a lost camera is told with its cause, its last lines and what it costs", () => {
  const { events, turn } = setUp();
  turn(true);
  turn(false);
  expect(events.types()).toEqual(["camera.lost", "camera.back"]);
  expect(events.seen[0]).toMatchObject({
    cameraId: 1,
    data: { cause: "silent", lines: ["what it said last"], session_id: "sess_1_1767225600000" },
  });
});

test("a camera that flickered is looked at again when its 30 s are over, and told as of when it went", () => {
  vi.useFakeTimers();
  const { events, clock, turn } = setUp();
  turn(true);
  turn(false);
  clock.advance(10_000);
  turn(true);
  expect(events.types()).toEqual(["camera.lost", "camera.back"]);
  clock.advance(20_000);
  vi.advanceTimersByTime(20_000);
  expect(events.types()).toEqual(["camera.lost", "camera.back", "camera.lost"]);
  // The last picture was seen 20 ms before.
  expect(events.seen[2]!.at?.toISOString()).toBe("2026-03-01T18:00:09.980Z");
});

test("an event leaves as the wire has it; an outbox that cannot keep it harms nobody", () => {
  const outbox = new FakeOutbox();
  const clock = new ManualClock(new Date("2026-03-01T18:00:00.000Z"));
  const about = { deviceId: "pi-1", bootId: "b", clock, isClockSynced: () => false, log: silentLog, wake: () => {} };
  createEvents({ ...about, outbox }).add({ type: "camera.lost", cameraId: 3, data: { cause: "silent" } });
  const [message] = outbox.messages;
  expect(message!.topic).toBe("sensors/pi-1/noticed");
  expect(DeviceEvent.parse(message!.payload)).toMatchObject({
    ...{ event_id: message!.id, device_id: "pi-1", type: "camera.lost", camera_id: 3, clock_synced: false },
    occurred_at: "2026-03-01T18:00:00.000Z",
  });
  const full = {
    add: () => {
      throw new Error("the disk is full");
    },
  };
  createEvents({ ...about, outbox: full }).add({ type: "camera.lost", cameraId: 3, data: {} });
});
