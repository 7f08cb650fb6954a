import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import type { Frame, Profile } from "@/lib/contracts/preview";
import { parseFrame } from "@/lib/contracts/preview";
import { ManualClock } from "@/lib/core/manual-clock";
import type { FrameHub, FrameKey } from "@/lib/media/frames";
import { type FrameOutlet, FrameSender, MAX_SUBSCRIPTIONS } from "./frame-sender";

/** Takes one frame, then is busy until `flush`. */
class SlowOutlet implements FrameOutlet {
  readonly sent: { cameraId: number; profile: Profile; frame: Frame }[] = [];
  readonly fail = vi.fn();
  isBusy = false;
  isFlushed = () => !this.isBusy;
  send(cameraId: number, profile: Profile, bytes: Uint8Array) {
    this.isBusy = true;
    this.sent.push({ cameraId, profile, frame: parseFrame(bytes)! });
  }
}

const cameras = new Map<number, Set<(frame: Frame) => void>>();
const hub: Pick<FrameHub, "watch"> = {
  watch({ cameraId }, onFrame) {
    const viewers = cameras.get(cameraId) ?? new Set();
    cameras.set(cameraId, viewers.add(onFrame));
    return { stop: () => void viewers.delete(onFrame) };
  },
};
const key = (cameraId: number, profile: Profile = "tile"): FrameKey => ({ deviceId: "hub", cameraId, profile });
const show = (cameraId: number, sequence: number) => {
  const frame = { capturedAtMs: 0, sequence, width: 4, height: 3, jpeg: Buffer.alloc(20, sequence % 256) };
  for (const onFrame of cameras.get(cameraId) ?? []) onFrame(frame);
};

let outlet: SlowOutlet;
let sender: FrameSender;
let clock: ManualClock;
beforeEach(() => {
  cameras.clear();
  outlet = new SlowOutlet();
  clock = new ManualClock();
  sender = new FrameSender(outlet, { frames: hub as FrameHub, clock });
});
const flush = () => {
  outlet.isBusy = false;
  sender.pump();
};

test("24 tiles in one tick all progress over a connection that takes one frame at a time", () => {
  for (let id = 1; id <= 24; id++) sender.subscribe(key(id), 25);
  for (let round = 1; round <= 10; round++) {
    for (let id = 1; id <= 24; id++) show(id, round);
    for (let i = 0; i < 24; i++) flush();
    clock.advance(200);
  }
  for (let id = 1; id <= 24; id++) expect(outlet.sent.filter((s) => s.cameraId === id)).toHaveLength(10);
});

test("however slow the connection, no tile is served twice while another one waits", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 5, maxLength: 60 }), (flushes) => {
      cameras.clear();
      outlet = new SlowOutlet();
      sender = new FrameSender(outlet, { frames: hub as FrameHub, clock });
      for (let id = 1; id <= 24; id++) sender.subscribe(key(id), 25);
      flushes.forEach((count, round) => {
        clock.advance(200);
        for (let id = 1; id <= 24; id++) show(id, round);
        for (let i = 0; i < count; i++) flush();
      });
      for (let id = 1; id <= 24; id++) {
        const turns = outlet.sent.map((s, i) => (s.cameraId === id ? i : -1)).filter((i) => i >= 0);
        for (const [n, turn] of turns.entries()) {
          const between = outlet.sent.slice(turn + 1, turns[n + 1] ?? outlet.sent.length);
          const others = between.filter((s) => s.frame.sequence > outlet.sent[turn]!.frame.sequence);
          expect(new Set(others.map((s) => s.cameraId)).size, `after turn ${turn} of camera ${id}`).toBe(others.length);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test("a stalled connection holds the newest frame of each tile, no more", () => {
  sender.subscribe(key(1), 25);
  for (let i = 1; i <= 500; i++) {
    show(1, i);
    clock.advance(100);
  }
  expect(outlet.sent.map((s) => s.frame.sequence)).toEqual([1]);
  flush();
  expect(outlet.sent.map((s) => s.frame.sequence)).toEqual([1, 500]);
  flush();
  expect(outlet.sent).toHaveLength(2);
});

test("frames are thinned to the rate that was asked for", () => {
  sender.subscribe(key(1), 2);
  for (let i = 0; i < 100; i++) {
    show(1, i);
    flush();
    clock.advance(100);
  }
  expect(outlet.sent.length).toBeGreaterThanOrEqual(19);
  expect(outlet.sent.length).toBeLessThanOrEqual(21);
});

test("unsubscribing stops one profile or all, and stop lets go of everything", () => {
  sender.subscribe(key(1, "tile"), 5);
  sender.subscribe(key(1, "full"), 5);
  sender.unsubscribe(1, "tile");
  expect(sender.subscriptions()).toEqual([{ ...key(1, "full"), fps: 5 }]);
  sender.unsubscribe(1);
  expect(sender.subscriptions()).toEqual([]);
  sender.subscribe(key(2), 5);
  sender.subscribe(key(2), 10);
  expect(cameras.get(2)!.size, "subscribing again replaces").toBe(1);
  sender.stop();
  expect(cameras.get(2)!.size).toBe(0);
});

test("a socket may not ask for more than its share", () => {
  for (let id = 1; id <= MAX_SUBSCRIPTIONS; id++) sender.subscribe(key(id), 5);
  expect(() => sender.subscribe(key(99), 5)).toThrow("At most 48");
  sender.subscribe(key(1), 10);
});
