import type { Tx } from "@/lib/db/client";
import { learnOffset, type Placed, placeEvents, type ToPlace } from "./place";
import { type Key, keysBetween, neighboursOf, placeAgain, pullDown, pushUp } from "./timeline-rows";

/** An event whose device numbers what it says, with the start it belongs to. */
export type Numbered = Omit<ToPlace, "boot"> & { id: string; bootId: string };
export type Place = Placed & Key;
type InOrder = ToPlace & { id: string };
type Boot = { position: bigint; offsetMs: number | null };

/** All webs place events one batch at a time: arrival numbers then grow in the order of the commits. */
const EVENTS_LOCK = 0x6576_7473;
export const lockEvents = (tx: Tx): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(${EVENTS_LOCK})`;

/**
 * Decides where new events of a device stand (lib/domain/events/place.ts), and moves stored ones whose time was not known
 * where these show better. Under `lockEvents`; ids that are stored already must be left out.
 */
export async function placeInTimeline(
  tx: Tx,
  deviceId: string,
  events: readonly Numbered[],
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  if (events.length === 0) return places;
  const boots = await bootsOf(tx, deviceId, events);
  const offsets = new Map<bigint, number>();
  for (const { position, offsetMs } of boots.values()) if (offsetMs !== null) offsets.set(position, offsetMs);
  const inOrder = events.map((event) => ({ ...event, boot: boots.get(event.bootId)!.position })).sort(compareKeys);
  for (const event of inOrder) learnOffset(event, offsets);
  await keepOffsets(tx, deviceId, { boots, offsets, inOrder });
  let last: Placed | null = null;
  let lastSure: Placed | null = null;
  for (const run of await runsOf(tx, deviceId, inOrder)) {
    const around = await neighboursOf(tx, deviceId, run[0]!, run.at(-1)!);
    const before = later(around.before, last);
    const placed = placeEvents(run, { ...around, before, sureBefore: later(around.sureBefore, lastSure) }, offsets);
    const firstSure = placed.find(({ isSure }) => isSure);
    if (firstSure) {
      for (const place of places.values()) if (!place.isSure) place.atMs = Math.min(place.atMs, firstSure.atMs);
      if (around.before && !around.before.isSure && around.before.atMs > firstSure.atMs)
        await pullDown(tx, deviceId, run[0]!, firstSure.atMs);
    }
    for (const [i, { id, boot, seq }] of run.entries()) places.set(id, { ...placed[i]!, boot, seq });
    last = placed.at(-1)!;
    lastSure = placed.findLast(({ isSure }) => isSure) ?? lastSure;
    if (around.after && !around.after.isSure && around.after.atMs < last.atMs)
      await pushUp(tx, deviceId, run.at(-1)!, last.atMs);
  }
  return places;
}

const compareKeys = (a: Key, b: Key): number =>
  a.boot === b.boot ? (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0) : a.boot < b.boot ? -1 : 1;
const later = (a: Placed | null, b: Placed | null): Placed | null => (!a || !b ? (a ?? b) : a.atMs > b.atMs ? a : b);

/** Nearly always one: what comes late, because a broker lost it, may belong between stored ones. */
async function runsOf(tx: Tx, deviceId: string, inOrder: readonly InOrder[]): Promise<InOrder[][]> {
  const stored = await keysBetween(tx, deviceId, inOrder[0]!, inOrder.at(-1)!);
  const runs: InOrder[][] = [];
  let next = 0;
  for (const event of inOrder) {
    const from = next;
    while (next < stored.length && compareKeys(stored[next]!, event) < 0) next++;
    if (next > from || runs.length === 0) runs.push([]);
    runs.at(-1)!.push(event);
  }
  return runs;
}

/** A start that nobody heard of yet comes after all that were. */
async function bootsOf(tx: Tx, deviceId: string, events: readonly Numbered[]): Promise<Map<string, Boot>> {
  const bootIds = [...new Set(events.map(({ bootId }) => bootId))];
  const known = await tx.deviceBoot.findMany({ where: { deviceId, bootId: { in: bootIds } } });
  const missing = bootIds.filter((bootId) => !known.some((boot) => boot.bootId === bootId));
  const made = await tx.deviceBoot.createManyAndReturn({ data: missing.map((bootId) => ({ deviceId, bootId })) });
  return new Map([...known, ...made].map((boot) => [boot.bootId, boot]));
}

/** What is stored of a boot whose clock was wrong so far gets its time too. */
async function keepOffsets(
  tx: Tx,
  deviceId: string,
  { boots, offsets, inOrder }: { boots: Map<string, Boot>; offsets: Map<bigint, number>; inOrder: InOrder[] },
): Promise<void> {
  for (const { position, offsetMs: known } of boots.values()) {
    const offsetMs = offsets.get(position);
    if (known !== null || offsetMs === undefined) continue;
    await tx.deviceBoot.update({ where: { position }, data: { offsetMs } });
    const first = inOrder.find(({ boot }) => boot === position)!;
    const firstMs = await placeAgain(tx, deviceId, first, offsetMs);
    if (firstMs !== null) await pullDown(tx, deviceId, { boot: position, seq: 0n }, firstMs);
  }
}
