import { expect, test } from "vitest";
import { ManualClock } from "./manual-clock";
import { TokenBuckets } from "./token-buckets";

const seconds = (clock: ManualClock, count: number) => clock.advance(count * 1_000);

test("a burst passes, then as many as the rate, and each key by itself", () => {
  const clock = new ManualClock();
  const buckets = new TokenBuckets({ perSecond: 10, burst: 20, clock });
  for (let i = 0; i < 20; i++) expect(buckets.take("a")).toBe(0);
  expect(buckets.take("a")).toBeCloseTo(0.1);
  expect(buckets.take("b")).toBe(0);
  seconds(clock, 1);
  for (let i = 0; i < 10; i++) expect(buckets.take("a")).toBe(0);
  expect(buckets.take("a")).toBeGreaterThan(0);
});

test("what asks in vain waits no longer for it", () => {
  const clock = new ManualClock();
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1, clock });
  buckets.take("a");
  for (let i = 0; i < 100; i++) buckets.take("a");
  seconds(clock, 1);
  expect(buckets.take("a")).toBe(0);
});

test("who asks steadily below the rate is never held up", () => {
  const clock = new ManualClock();
  const buckets = new TokenBuckets({ perSecond: 6, burst: 6, clock });
  for (let i = 0; i < 300; i++) {
    clock.advance(200);
    expect(buckets.take("viewer")).toBe(0);
  }
});

test("a key that goes on asking is told of once, and again after it had slowed down", () => {
  const clock = new ManualClock();
  const told: string[] = [];
  const buckets = new TokenBuckets({ perSecond: 1, burst: 4, clock, onEmpty: (key) => told.push(key) });
  const flood = () => {
    for (let i = 0; i < 100; i++) buckets.take("a");
  };
  flood();
  seconds(clock, 1);
  flood();
  expect(told).toEqual(["a"]);
  seconds(clock, 10);
  flood();
  expect(told).toEqual(["a", "a"]);
});

test("0 limits nothing", () => {
  const buckets = new TokenBuckets({ perSecond: 0, burst: 0, clock: new ManualClock() });
  for (let i = 0; i < 1_000; i++) expect(buckets.take("a")).toBe(0);
});

test("a million callers take the memory of a few", () => {
  const clock = new ManualClock();
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1, maxKeys: 100, clock });
  buckets.take("busy");
  for (let i = 0; i < 10_000; i++) {
    buckets.take(`address ${i}`);
    expect(buckets.take("busy")).toBeGreaterThan(0);
  }
  expect(buckets.size).toBe(100);
});
