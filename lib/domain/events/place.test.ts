import fc from "fast-check";
import { expect, test } from "vitest";
import { type Placed, placeEvents, type ToPlace } from "./place";

const NOW = Date.parse("2026-03-29T00:30:00Z");
const HOUR = 3_600_000;
const alone = { before: null, sureBefore: null, sureAfter: null };
const press = (seq: number, change: Partial<ToPlace> = {}): ToPlace => ({
  ...{ boot: 1n, seq: BigInt(seq), occurredMs: NOW + seq * 1_000, receivedMs: NOW + HOUR },
  ...{ clockSynced: true, monotonicMs: seq * 1_000, ageMs: null },
  ...change,
});
const place = (events: ToPlace[], offsets = new Map<bigint, number>()) =>
  placeEvents(events, alone, offsets).map(({ atMs }) => atMs - NOW);

test("right clocks are believed", () => {
  expect(place([press(1), press(2)])).toEqual([1_000, 2_000]);
});

test("a boot in 1970 is placed by the first right clock it gets, or by its age", () => {
  const lost = { clockSynced: false, occurredMs: 5_000 };
  expect(place([press(1, lost), press(2, lost), press(3)])).toEqual([1_000, 2_000, 3_000]);
  expect(place([press(1, { ...lost, ageMs: HOUR - 9_000 })])).toEqual([9_000]);
});

test("without either it stands before what is known to have come later, and never after its arrival", () => {
  const unknown = { clockSynced: false, occurredMs: 0, monotonicMs: null };
  expect(place([press(1, unknown), press(2, { boot: 2n })])).toEqual([2_000, 2_000]);
  expect(place([press(1, unknown)])).toEqual([HOUR]);
  expect(place([press(1, { occurredMs: NOW + 5 * HOUR })])).toEqual([HOUR]);
});

test("an hour back does not turn the order round", () => {
  expect(place([press(1), press(2, { occurredMs: NOW - HOUR }), press(3)])).toEqual([1_000, 1_000, 3_000]);
});

test("nonsense stays within what can be stored", () => {
  const far = { clockSynced: false, monotonicMs: -1e300 };
  const [placed] = placeEvents([press(1, far)], alone, new Map([[1n, 0]]));
  expect(new Date(placed!.atMs).toISOString()).toBe("0001-01-01T00:00:00.000Z");
});

/** One press on a device whose wall clock may have jumped, at a true time that only this test knows. */
type Press = { gapMs: number; jump: number; reboot: boolean; sync: boolean; tellsAge: boolean };
const JUMPS = [0, 0, 0, HOUR, -HOUR, -NOW, 11 * 365 * 24 * HOUR];
const aPress: fc.Arbitrary<Press> = fc.record({
  gapMs: fc.integer({ min: 0, max: 2 * HOUR }),
  jump: fc.constantFrom(...JUMPS),
  reboot: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  sync: fc.boolean(),
  tellsAge: fc.boolean(),
});

/** What a device says of its presses, all sent when the link comes back: true times beside them. */
function tell(presses: readonly Press[]): { events: ToPlace[]; trueMs: number[] } {
  const trueMs: number[] = [];
  let [atMs, bootedMs, boot, wrongMs] = [NOW, NOW, 1n, 0];
  const said = presses.map(({ gapMs, jump, reboot, sync, tellsAge }, i) => {
    atMs += gapMs;
    if (reboot) [boot, bootedMs, wrongMs] = [boot + 1n, atMs, jump];
    wrongMs = sync ? 0 : wrongMs + jump;
    trueMs.push(atMs);
    return {
      boot,
      seq: BigInt(i + 1),
      occurredMs: atMs + wrongMs,
      clockSynced: sync,
      monotonicMs: atMs - bootedMs,
      tellsAge,
    };
  });
  const receivedMs = atMs + 500;
  const events = said.map(({ tellsAge, ...one }, i) => {
    const ageMs = tellsAge && one.boot === boot ? receivedMs - trueMs[i]! : null;
    return { ...one, receivedMs, ageMs };
  });
  return { events, trueMs };
}

const nearest = (placed: (Placed | undefined)[], accept: (one: Placed) => boolean): Placed | null =>
  placed.find((one): one is Placed => one !== undefined && accept(one)) ?? null;

/** The database in small: keeps places by number, and moves those whose time is not known. */
function store(events: readonly ToPlace[], batches: number[][]): Placed[] {
  const stored: Placed[] = [];
  const offsets = new Map<bigint, number>();
  for (const batch of batches) {
    const [first, last] = [batch[0]!, batch.at(-1)!];
    const [before, after] = [stored.slice(0, first).reverse(), stored.slice(last + 1)];
    const isSure = (one: Placed) => one.isSure;
    const around = {
      before: nearest(before, () => true),
      sureBefore: nearest(before, isSure),
      sureAfter: nearest(after, isSure),
    };
    const placed = placeEvents(
      batch.map((i) => events[i]!),
      around,
      offsets,
    );
    const firstSure = placed.find(isSure);
    const lastMs = placed.at(-1)!.atMs;
    for (const one of before) if (one && !one.isSure && firstSure) one.atMs = Math.min(one.atMs, firstSure.atMs);
    for (const one of after) if (one && !one.isSure) one.atMs = Math.max(one.atMs, lastMs);
    batch.forEach((i, n) => {
      stored[i] = placed[n]!;
    });
  }
  return stored;
}

/** Neighbouring numbers in one batch; the batches in any order, as a broker that loses some would have it. */
const inBatches = (count: number) =>
  fc
    .tuple(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: count, maxLength: count }), fc.boolean())
    .chain(([sizes, isShuffled]) => {
      const all: number[][] = [];
      for (let from = 0; from < count; from += all.at(-1)!.length)
        all.push(Array.from({ length: Math.min(sizes[all.length]!, count - from) }, (_, i) => from + i));
      return isShuffled ? fc.shuffledSubarray(all, { minLength: all.length }) : fc.constant(all);
    });

const aStory = fc
  .array(aPress, { minLength: 1, maxLength: 16 })
  .chain((presses) => inBatches(presses.length).map((batches) => ({ presses, batches })));

test("whatever the clocks said and however it arrived, the order is that of boot and sequence (10,000 stories)", () => {
  fc.assert(
    fc.property(aStory, ({ presses, batches }) => {
      const { events } = tell(presses);
      const placed = store(events, batches).map(({ atMs }) => atMs);
      expect(placed.every((atMs, i) => atMs >= (placed[i - 1] ?? 0) && atMs <= events[i]!.receivedMs)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test("where a clock was right, a boot's offset known or an age told, the time is the true one", () => {
  fc.assert(
    fc.property(fc.array(aPress, { minLength: 1, maxLength: 16 }), (presses) => {
      const { events, trueMs } = tell(presses);
      const placed = placeEvents(events, alone, new Map());
      const isTrue = ({ atMs, isSure }: Placed, i: number) => !isSure || Math.abs(atMs - trueMs[i]!) < 1;
      expect(placed.every(isTrue)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
