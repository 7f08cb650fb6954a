import { expect, test } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import { Heart, type HeartSources } from "./heart";

function setUp(changes: Partial<HeartSources> = {}) {
  const clock = new ManualClock();
  // Time is moved by the test alone.
  clock.sleep = (_, signal) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject()));
  const running = [{ sessionId: "sess_1_1", cameraId: 1, bytes: 100 }];
  const sources: HeartSources = {
    ...{ readDatabase: () => {}, readDisk: async () => ({}), running: () => running, isLive: () => true, clock },
    ...changes,
  };
  return { clock, running, heart: new Heart(sources) };
}

test("a recording that grows is well, one that stands while its camera sends is not", async () => {
  const { heart, clock, running } = setUp();
  for (let beat = 0; beat < 5; beat++) {
    running[0]!.bytes += 1;
    clock.advance(20_000);
    expect(await heart.look()).toBeNull();
  }
  clock.advance(44_000);
  expect(await heart.look()).toBeNull();
  clock.advance(2_000);
  expect(await heart.look()).toContain("sess_1_1");
  running[0]!.bytes += 1;
  expect(await heart.look()).toBeNull();
});

test("a camera that is away is no reason", async () => {
  const { heart, clock } = setUp({ isLive: () => false });
  for (let beat = 0; beat < 9; beat++) {
    clock.advance(20_000);
    expect(await heart.look()).toBeNull();
  }
});

test("a database or a disk that does not answer is", async () => {
  const closed = setUp({
    readDatabase: () => {
      throw new Error("disk I/O error");
    },
  });
  expect(await closed.heart.look()).toContain("disk I/O error");
  const hung = setUp({ readDisk: () => new Promise(() => {}) });
  hung.clock.sleep = async () => {};
  expect(await hung.heart.look()).toBe("the disk does not answer");
});
