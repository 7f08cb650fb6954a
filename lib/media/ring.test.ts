import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TICKS_PER_MS, type VideoFormat } from "./packets";
import { Ring, type SeenUnit } from "./ring";

const format: VideoFormat = { codec: "h264", width: 64, height: 36, parameterSets: [] };
const picture = (atMs: number, isKey: boolean, bytes = 10): SeenUnit => ({
  ...{ kind: "video", format, isKey, data: Buffer.alloc(bytes) },
  ...{ pts: atMs * TICKS_PER_MS, dts: atMs * TICKS_PER_MS, atMs },
});
const sound = (atMs: number): SeenUnit => ({
  kind: "audio",
  format: { codec: "aac", sampleRate: 48_000, channels: 1, config: Buffer.alloc(2) },
  ...{ data: Buffer.alloc(3), pts: atMs * TICKS_PER_MS, atMs },
});
const jpeg = (atMs: number): SeenUnit => ({ kind: "jpeg", data: Buffer.alloc(300), width: 64, height: 36, atMs });

const keyTimes = (ring: Ring, fromMs: number) =>
  ring
    .since(fromMs)
    .filter((unit) => unit.kind === "video" && unit.isKey)
    .map(({ atMs }) => atMs);

test("begins at the key frame at or before the moment asked for, or at the oldest there is", () => {
  const ring = new Ring({ keepMs: 3_000, maxBytes: 10_000 });
  for (let atMs = 0; atMs <= 5_400; atMs += 200) ring.add(picture(atMs, atMs % 1_000 === 0));
  expect(keyTimes(ring, 4_200)).toEqual([4_000, 5_000]);
  expect(keyTimes(ring, 5_000)).toEqual([5_000]);
  expect(keyTimes(ring, 0)).toEqual([2_000, 3_000, 4_000, 5_000]);
  expect(ring.since(9_000).map(({ atMs }) => atMs)).toEqual([5_000, 5_200, 5_400]);
});

test("the newest picture to begin with", () => {
  const ring = new Ring({ keepMs: 3_000, maxBytes: 10_000 });
  expect(ring.newestPicture()).toBeNull();
  for (const unit of [picture(0, true), picture(200, false), picture(400, true), sound(410), picture(600, false)])
    ring.add(unit);
  expect(ring.newestPicture()?.atMs).toBe(400);
});

test("sound goes with the pictures around it; before the first picture there is nothing", () => {
  const ring = new Ring({ keepMs: 3_000, maxBytes: 10_000 });
  ring.add(sound(0));
  ring.add(picture(10, false));
  expect(ring.since(0)).toEqual([]);
  for (const unit of [picture(20, true), sound(30), picture(40, false)]) ring.add(unit);
  expect(ring.since(0).map(({ kind }) => kind)).toEqual(["video", "audio", "video"]);
});

test("a camera without key frames costs no more than the limit, and is there again after one", () => {
  const ring = new Ring({ keepMs: 60_000, maxBytes: 1_000 });
  ring.add(picture(0, true, 600));
  ring.add(picture(40, false, 600));
  expect([ring.bytes, ring.since(0)]).toEqual([0, []]);
  ring.add(picture(80, false, 600));
  expect(ring.bytes).toBe(0);
  ring.add(picture(120, true, 600));
  expect(ring.since(0)).toHaveLength(1);
});

test("a follower hears what is kept and then what comes, each once", () => {
  const ring = new Ring({ keepMs: 3_000, maxBytes: 10_000 });
  const heard: number[] = [];
  for (const unit of [picture(0, true), picture(40, false)]) ring.add(unit);
  const unfollow = ring.follow(20, ({ atMs }) => heard.push(atMs));
  ring.add(picture(80, false));
  unfollow();
  ring.add(picture(120, false));
  expect(heard).toEqual([0, 40, 80]);
});

test("JPEGs are kept by when they came, the oldest going first", () => {
  const ring = new Ring({ keepMs: 60_000, maxBytes: 1_000 });
  for (let n = 0; n < 10; n++) ring.add(jpeg(n * 100));
  expect(ring.since(0).map(({ atMs }) => atMs)).toEqual([700, 800, 900]);
  expect(ring.since(850).map(({ atMs }) => atMs)).toEqual([800, 900]);
});

describe("whatever comes", () => {
  const arrivals = fc.array(
    fc.record({
      afterMs: fc.integer({ min: 1, max: 2_000 }),
      bytes: fc.integer({ min: 0, max: 400 }),
      kind: fc.constantFrom("key", "other", "sound"),
    }),
    { maxLength: 200 },
  );

  test("it is bounded, in order, begins where a decoder can, and covers the window when its bytes allow", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 9_000 }), (all, agoMs) => {
        const options = { keepMs: 6_000, maxBytes: 8_000 };
        const [ring, endless] = [new Ring(options), new Ring({ keepMs: Number.MAX_SAFE_INTEGER, maxBytes: 1e9 })];
        let nowMs = 0;
        for (const { afterMs, bytes, kind } of all) {
          nowMs += afterMs;
          const unit = kind === "sound" ? sound(nowMs) : picture(nowMs, kind === "key", bytes);
          ring.add(unit);
          endless.add(unit);
          expect(ring.bytes).toBeLessThanOrEqual(options.maxBytes);
        }
        const [found, everything] = [ring.since(nowMs - agoMs), endless.since(nowMs - agoMs)];
        expect(ring.bytes).toBe(ring.since(0).reduce((sum, { data }) => sum + data.length, 0));
        if (found[0]) expect(found[0]).toMatchObject({ kind: "video", isKey: true });
        expect(everything.slice(everything.length - found.length)).toEqual(found);
        const size = endless.since(nowMs - options.keepMs).reduce((sum, { data }) => sum + data.length, 0);
        if (agoMs <= options.keepMs && size <= options.maxBytes) expect(found).toEqual(everything);
      }),
    );
  });
});
