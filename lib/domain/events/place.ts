/**
 * Where an event stands among the others of its device. `boot` grows as boots are first received; `seq` grows within a
 * device's queue. Times are milliseconds of this server's clock, `monotonicMs` those of the device since some start.
 */
export type ToPlace = {
  boot: bigint;
  seq: bigint;
  occurredMs: number;
  receivedMs: number;
  clockSynced: boolean;
  monotonicMs: number | null;
  /** How old it was when it was sent, by the device's steady clock. */
  ageMs: number | null;
};
/** `isSure`: its time is known; otherwise only its order is, and `atMs` may still move. */
export type Placed = { atMs: number; isSure: boolean };
/** What is stored already around events that stand together: the newest before them, and the oldest sure one after. */
export type Around = { before: Placed | null; sureBefore: Placed | null; sureAfter: Placed | null };

/** The first year Postgres and ISO-8601 write with four digits: no monotonic time may reach beyond it. */
const EARLIEST_MS = Date.parse("0001-01-01T00:00:00Z");

/**
 * Gives events of one device, ordered by boot and sequence, times that run in that order whatever their clocks said. A
 * right clock is believed, then the boot's known offset (`offsets`, which learns from the first right clock of each
 * boot), then the age it was sent with; never a time after its arrival. Who can say none of it stands between its
 * neighbours. Of two that contradict each other, the order wins.
 */
export function placeEvents(events: readonly ToPlace[], around: Around, offsets: Map<bigint, number>): Placed[] {
  for (const event of events) learnOffset(event, offsets);
  const placed = events.map((event): Placed | null => {
    const atMs = estimate(event, offsets);
    return atMs === null ? null : { atMs: Math.max(Math.min(atMs, event.receivedMs), EARLIEST_MS), isSure: true };
  });
  const ceilingMs = around.sureAfter?.atMs ?? Number.POSITIVE_INFINITY;
  let floorMs = around.sureBefore?.atMs ?? Number.NEGATIVE_INFINITY;
  for (const one of placed) {
    if (!one) continue;
    one.atMs = Math.min(Math.max(one.atMs, floorMs), ceilingMs);
    floorMs = one.atMs;
  }
  return squeeze(events, placed, around);
}

/** Those without a time of their own: as late as they arrived, but not after what follows nor before what precedes. */
function squeeze(events: readonly ToPlace[], placed: readonly (Placed | null)[], { before, sureAfter }: Around) {
  const ceilings = placed.map(() => Number.POSITIVE_INFINITY);
  let ceilingMs = sureAfter?.atMs ?? Number.POSITIVE_INFINITY;
  for (let i = placed.length - 1; i >= 0; i--) {
    ceilingMs = Math.min(ceilingMs, placed[i]?.atMs ?? ceilingMs);
    ceilings[i] = ceilingMs;
  }
  let floorMs = before?.atMs ?? Number.NEGATIVE_INFINITY;
  return events.map(({ receivedMs }, i): Placed => {
    const one = placed[i] ?? { atMs: Math.min(Math.max(receivedMs, floorMs), ceilings[i]!), isSure: false };
    floorMs = one.atMs;
    return one;
  });
}

/** Remembers what the steady clock of a boot read at its first right time. */
export function learnOffset(
  { boot, clockSynced, monotonicMs, occurredMs, receivedMs }: ToPlace,
  offsets: Map<bigint, number>,
) {
  if (!clockSynced || monotonicMs === null || offsets.has(boot)) return;
  offsets.set(boot, Math.min(occurredMs, receivedMs) - monotonicMs);
}

function estimate(event: ToPlace, offsets: ReadonlyMap<bigint, number>): number | null {
  const { boot, clockSynced, occurredMs, monotonicMs, ageMs, receivedMs } = event;
  if (clockSynced) return occurredMs;
  const offsetMs = offsets.get(boot);
  if (offsetMs !== undefined && monotonicMs !== null) return offsetMs + monotonicMs;
  return ageMs === null ? null : receivedMs - ageMs;
}
