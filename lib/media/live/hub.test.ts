import { beforeEach, describe, expect, type Mock, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Bus, Message } from "@/lib/mqtt/bus";
import { createLiveHub, type LiveHub, type LiveKey } from "./hub";
import { PartMaker, toMessage } from "./parts.fixture";

const KEY: LiveKey = { deviceId: "hub", cameraId: 7, profile: "hls" };
const TOPIC = "preview/hub/7/hls";

let clock: SteppedClock;
let lease: Mock<() => Promise<never>>;
let hub: LiveHub;
let device: PartMaker;
let listeners: Set<(message: Message) => void>;
let subscribed: string[];

beforeEach(() => {
  clock = new SteppedClock();
  lease = vi.fn(async () => ({}) as never);
  listeners = new Set();
  subscribed = [];
  const bus: Bus = {
    ...{ connected: true, start: async () => {}, stop: async () => {}, publish: async () => {} },
    subscribe(filter, onMessage) {
      subscribed.push(filter);
      listeners.add(onMessage);
      return () => void listeners.delete(onMessage);
    },
    onConnect: () => () => undefined,
    onDisconnect: () => () => undefined,
  };
  const presence = () => ({ online: true, lastSeenAt: null, status: null, receivedAt: null });
  hub = createLiveHub({ bus, devices: { command: lease, presence }, clock, log: createLogger("test", "silent") });
  device = new PartMaker((part) => {
    for (const give of listeners) give({ topic: TOPIC, payload: toMessage(part), retained: false });
  });
});

/** What a promise came to, once it did. */
function watched<T>(promise: Promise<T>) {
  const state: { value?: T; error?: AppError } = {};
  promise.then(
    (value) => {
      state.value = value;
    },
    (error) => {
      state.error = error;
    },
  );
  return state;
}
const read = async (asked: Parameters<LiveHub["read"]>[1]) => Buffer.concat(await hub.read(KEY, asked)).toString();

describe("the lease", () => {
  test("however many play, there is one subscription and one lease; a while after the last one there is none", async () => {
    const asked = Array.from({ length: 20 }, () => watched(hub.playlist(KEY, "", { viewer: "a" })));
    await clock.advance(100);
    device.segmentOf(2);
    device.segmentOf(1);
    await clock.advance(1);
    expect(asked.every(({ value }) => value?.startsWith("#EXTM3U"))).toBe(true);
    expect(subscribed).toEqual([TOPIC]);
    expect(lease).toHaveBeenCalledExactlyOnceWith("hub", "preview.start", { camera: 7, profile: "hls", lease_s: 15 });
    for (let n = 0; n < 20; n++) {
      void hub.playlist(KEY, "", { viewer: "a" }).catch(() => undefined);
      await clock.advance(1_000);
    }
    expect(lease.mock.calls.length).toBe(5);
    await clock.advance(15_000);
    const { length } = lease.mock.calls;
    expect(listeners.size).toBe(0);
    await clock.advance(60_000);
    expect(lease.mock.calls.length).toBe(length);
  });

  test("asking for a part of what nobody plays opens no camera", async () => {
    await expect(hub.read(KEY, { segment: 1, part: null })).rejects.toMatchObject({ code: "not_found" });
    expect(lease).not.toHaveBeenCalled();
  });
});

describe("the first playlist", () => {
  test("comes with the first whole segment", async () => {
    const asked = watched(hub.playlist(KEY, "hls/", { viewer: "a" }));
    await clock.advance(4_000);
    device.segmentOf(4);
    await clock.advance(100);
    expect(asked).toEqual({});
    device.segmentOf(1);
    await clock.advance(1);
    expect(asked.value).toContain("hls/100.m4s");
  });

  test("without a picture for ten seconds it is refused with the cause", async () => {
    const asked = watched(hub.playlist(KEY, "", { viewer: "a" }));
    await clock.advance(9_900);
    expect(asked).toEqual({});
    await clock.advance(200);
    expect(asked.error).toMatchObject({ code: "camera_unreachable" });
  });

  test("a camera with too few key frames is told apart from one that is away", async () => {
    const asked = watched(hub.playlist(KEY, "", { viewer: "a" }));
    device.begin();
    for (let n = 0; n < 25; n++) {
      device.part();
      await clock.advance(500);
    }
    expect(asked.error).toMatchObject({ code: "camera_unreachable", details: { cause: "no_key_frame" } });
  });

  test("a device that refuses is told at once", async () => {
    lease.mockRejectedValue(new AppError("unavailable", "The device hub is offline."));
    const asked = watched(hub.playlist(KEY, "", { viewer: "a" }));
    await clock.advance(10);
    expect(asked.error).toMatchObject({ code: "unavailable" });
  });
});

describe("playing", () => {
  beforeEach(async () => {
    void hub.playlist(KEY, "", { viewer: "a" }).catch(() => undefined);
    device.segmentOf(2);
    device.segmentOf(1);
    await clock.advance(1);
  });

  test("a blocked playlist comes with the part it was asked for", async () => {
    const asked = watched(hub.playlist(KEY, "", { viewer: "a", awaited: { segment: 101, part: 1 } }));
    const whole = watched(hub.playlist(KEY, "", { viewer: "a", awaited: { segment: 101, part: null } }));
    await clock.advance(300);
    expect(asked).toEqual({});
    device.part();
    await clock.advance(1);
    expect(asked.value).toContain("101.1.m4s");
    expect(whole).toEqual({});
    device.segmentOf(1);
    await clock.advance(1);
    expect(whole.value).toContain("101.m4s\n");
  });

  test("a blocked playlist is answered after five seconds with what there is, or with why there is nothing", async () => {
    const late = watched(hub.playlist(KEY, "", { viewer: "a", awaited: { segment: 102, part: 0 } }));
    await clock.advance(4_000);
    device.part();
    await clock.advance(1_100);
    expect(late.value).toContain("101.1.m4s");
    const never = watched(hub.playlist(KEY, "", { viewer: "a", awaited: { segment: 102, part: 0 } }));
    await clock.advance(5_100);
    expect(never.error).toMatchObject({ code: "camera_unreachable" });
    device.segmentOf(1);
    expect(await hub.playlist(KEY, "", { viewer: "a" })).toContain("102.0.m4s");
  });

  test("what lies far in the future is refused", async () => {
    await expect(hub.playlist(KEY, "", { viewer: "a", awaited: { segment: 104, part: 0 } })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("parts, segments and headers are what the device sent; the next part is waited for", async () => {
    expect(await read({ segment: 100, part: 1 })).toBe("part 100.1");
    expect(await read({ segment: 100, part: null })).toBe("part 100.0part 100.1");
    expect(await read({ init: 1 })).toBe("init of 1");
    const hinted = watched(read({ segment: 101, part: 1 }));
    await clock.advance(400);
    expect(hinted).toEqual({});
    device.part();
    await clock.advance(1);
    expect(hinted.value).toBe("part 101.1");
  });

  test("what is over, or not whole yet, is not found", async () => {
    for (const asked of [
      { segment: 99, part: 0 },
      { segment: 101, part: null },
      { segment: 100, part: 2 },
      { init: 9 },
    ])
      await expect(hub.read(KEY, asked)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("viewers are who asked in the last ten seconds", async () => {
  for (const viewer of ["a", "b", "a"]) void hub.playlist(KEY, "", { viewer }).catch(() => undefined);
  expect([hub.viewers(7), hub.viewers(77)]).toEqual([2, 0]);
  await clock.advance(8_000);
  void hub.playlist(KEY, "", { viewer: "a" }).catch(() => undefined);
  await clock.advance(3_000);
  expect(hub.viewers(7)).toBe(1);
});

test("at shutdown whoever waits is answered", async () => {
  const asked = watched(hub.playlist(KEY, "", { viewer: "a" }));
  await clock.advance(1);
  hub.stop();
  await clock.advance(1);
  expect(asked.error).toMatchObject({ code: "camera_unreachable" });
});
