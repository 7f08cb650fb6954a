import { expect, test } from "vitest";
import { PartMaker } from "./parts.fixture";
import { LiveStore, MAX_LIVE_BYTES, secondsOf } from "./store";

function setUp({ bytes = 0, delayMs = 30 } = {}) {
  const store = new LiveStore();
  const device = new PartMaker((part) => {
    store.add(part, part.capturedAtMs + (part.durationTicks * 1_000) / 90_000 + delayMs);
  }, bytes);
  const held = () =>
    store.segments.map(({ number, parts, isWhole, isBreak }) => ({ number, parts: parts.length, isWhole, isBreak }));
  return { store, device, held };
}

test("a segment is whole when the next one begins", () => {
  const { store, device, held } = setUp();
  device.segmentOf(2);
  expect(store.hasWhole).toBe(false);
  device.segmentOf(1);
  expect(held()).toEqual([
    { number: 100, parts: 2, isWhole: true, isBreak: false },
    { number: 101, parts: 1, isWhole: false, isBreak: false },
  ]);
  expect([store.reaches(100, null), store.reaches(101, 0), store.reaches(100, 7)]).toEqual([true, true, true]);
  expect([store.reaches(101, null), store.reaches(101, 1), store.reaches(102, 0)]).toEqual([false, false, false]);
});

test("it keeps ten seconds in whole segments, also of a camera with few key frames", () => {
  for (const parts of [2, 4, 8, 24]) {
    const { store, device } = setUp();
    for (let n = 0; n < 40; n++) device.segmentOf(parts);
    const [oldest, ...rest] = store.segments;
    const seconds = rest.reduce((sum, segment) => sum + secondsOf(segment), 0);
    expect(seconds + secondsOf(oldest!)).toBeGreaterThanOrEqual(10);
    expect(store.segments.length === 2 || seconds < 10).toBe(true);
    expect(store.targetSeconds).toBe(parts / 2);
  }
});

test("it never holds more bytes than it may, whatever a camera sends", () => {
  const { store, device } = setUp({ bytes: 1024 * 1024 });
  const bytes = () =>
    store.segments.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.bytes.byteLength, 0);
  device.segmentOf(30);
  device.segmentOf(30);
  expect(bytes()).toBeLessThanOrEqual(MAX_LIVE_BYTES);
  expect(store.segments.length).toBe(1);
  device.segmentOf(60);
  expect(store.segments).toEqual([]);
  device.segmentOf(2);
  expect(store.segments).toMatchObject([{ number: 103, isBreak: true }]);
});

test("whoever joins begins with the next segment", () => {
  const { store, device, held } = setUp();
  device.index = 3;
  device.part();
  expect(held()).toEqual([]);
  device.segmentOf(2);
  expect(held()).toMatchObject([{ number: 100, parts: 2, isBreak: false }]);
  expect(Buffer.from(store.init(1)!).toString()).toBe("init of 1");
  expect(store.init(2)).toBeNull();
});

test("after a lost message the segment ends where it was whole, and a break follows", () => {
  const { device, held } = setUp();
  device.segmentOf(2);
  device.lose();
  device.part();
  device.segmentOf(2);
  expect(held()).toEqual([
    { number: 100, parts: 2, isWhole: true, isBreak: false },
    { number: 101, parts: 2, isWhole: false, isBreak: true },
  ]);
});

test("a new stretch is a break; breaks that left are counted", () => {
  const { store, device, held } = setUp();
  device.segmentOf(2);
  device.segmentOf(2, true);
  expect(held()).toMatchObject([{ isBreak: false }, { isBreak: true }]);
  expect(Buffer.from(store.init(2)!).toString()).toBe("init of 2");
  for (let n = 0; n < 20; n++) device.segmentOf(2);
  expect(store.breaksGone).toBe(1);
  expect(store.init(1)).toBeNull();
});

test("a number that does not follow the last one forgets what was", () => {
  const { device, held } = setUp();
  device.segmentOf(2);
  device.segment = 500;
  device.segmentOf(2);
  expect(held()).toEqual([{ number: 501, parts: 2, isWhole: false, isBreak: true }]);
});

test("the device's clock may be wrong by years; the quickest part tells by how much", () => {
  const { store, device } = setUp({ delayMs: 1_000_000_000 });
  device.segmentOf(4);
  expect(store.clockOffsetMs).toBe(1_000_000_000);
  device.capturedAtMs -= 3_600_000;
  device.segmentOf(1);
  expect(store.clockOffsetMs).toBe(1_000_000_000);
});
