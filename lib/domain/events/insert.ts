import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Camera, Device, Event, Prisma } from "@/lib/db/generated/client";
import type { Notice } from "@/lib/realtime/notifier";
import { applyRules } from "../alerts/apply-rules";
import type { Ctx } from "../context";
import { INGEST_TRANSACTION, isPostgresBusy } from "./ingest";
import { lockEvents, type Numbered, type Place, placeInTimeline } from "./timeline";

export type InsertedEvents = { accepted: string[]; duplicates: string[]; rejected: { id: string; error: string }[] };

/**
 * Stores events exactly once, by the id minted where they happened. The club is the device's; a clubless device's events
 * take the club of the camera it serves. What its club's rules ask for becomes an alert in the same transaction. A camera that is not the device's is left out, the event stays. Rejected are
 * only events of an unknown device, in another device's name, and those Postgres cannot hold. Rejects as a whole while Postgres is away.
 */
export async function insertEvents(
  ctx: Ctx,
  deviceId: string,
  events: readonly DeviceEvent[],
): Promise<InsertedEvents> {
  const device = await ctx.db.device.findUnique({ where: { id: deviceId } });
  if (!device) return rejectAll(events, "there is no such device");
  const cameras = await camerasOf(ctx, device, events);
  const isOwn = (event: DeviceEvent) => event.device_id === undefined || event.device_id === deviceId;
  const rows = events.filter(isOwn).map((event) => toRow(ctx, device, cameras, event));
  const result: InsertedEvents = {
    accepted: [],
    duplicates: [],
    rejected: events.filter((e) => !isOwn(e)).map((e) => ({ id: e.event_id, error: "device_id is another device's" })),
  };
  try {
    sort(result, rows, await insert(ctx, rows));
  } catch (error) {
    if (isPostgresBusy(error)) throw error;
    ctx.log.warn({ device_id: deviceId, events: rows.length, err: error }, "inserting the events one by one");
    for (const row of rows) await insertAlone(ctx, row, result);
  }
  return result;
}

const rejectAll = (events: readonly DeviceEvent[], error: string): InsertedEvents => ({
  accepted: [],
  duplicates: [],
  rejected: events.map((event) => ({ id: event.event_id, error })),
});

type Row = Prisma.EventCreateManyInput & { ageMs: number | null };

/** Stores what is new of them, each at its place in its device's timeline. */
async function insert(ctx: Ctx, rows: Row[]): Promise<string[]> {
  if (rows.length === 0) return [];
  return ctx.db.$transaction(async (tx) => {
    // The only one who inserts, until the commit: so what is not there now will not be there then.
    await lockEvents(tx);
    const fresh = await freshOf(tx, rows);
    const places = await placeInTimeline(tx, rows[0]!.deviceId, fresh.flatMap(toNumbered));
    const data = fresh.map(({ ageMs: _, ...row }) => ({ ...row, ...placeOf(row, places.get(row.id)) }));
    const inserted = await tx.event.createManyAndReturn({ data: data.sort(byPlace), skipDuplicates: true });
    await ctx.notify(tx, ...noticesOf(inserted));
    await alertAbout(ctx, tx, inserted);
    return inserted.map((row) => row.id);
  }, INGEST_TRANSACTION);
}

/** An event is worth more than its alert: what fails here undoes only itself. */
async function alertAbout(ctx: Ctx, tx: Tx, events: Event[]): Promise<void> {
  await tx.$executeRaw`SAVEPOINT alerts`;
  try {
    await applyRules(ctx, tx, events);
  } catch (error) {
    if (isPostgresBusy(error)) throw error;
    ctx.log.error({ err: error, events: events.length }, "events are stored, but nobody could be alerted");
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT alerts`;
  }
}

async function freshOf(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const stored = await tx.event.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, select: { id: true } });
  // Postgres writes ids in lower case; a sender may write them as it likes, and twice.
  const seen = new Set(stored.map(({ id }) => id));
  return rows.filter(({ id }) => !seen.has(id.toLowerCase()) && seen.add(id.toLowerCase()));
}

const toNumbered = ({ id, bootId, seq, occurredAt, receivedAt, clockSynced, monotonicMs, ageMs }: Row): Numbered[] =>
  seq === null || seq === undefined
    ? []
    : [
        {
          ...{ id, bootId: bootId ?? "", seq: BigInt(seq), ageMs, monotonicMs: monotonicMs ?? null },
          ...{ occurredMs: new Date(occurredAt).getTime(), receivedMs: new Date(receivedAt!).getTime() },
          clockSynced: clockSynced ?? true,
        },
      ];

/** An event without a number stands where it says, but never after its arrival. */
function placeOf({ occurredAt, receivedAt }: Omit<Row, "ageMs">, place: Place | undefined) {
  const toldMs = Math.min(new Date(occurredAt).getTime(), new Date(receivedAt!).getTime());
  return {
    ...{ placedAt: new Date(place?.atMs ?? toldMs), timeKnown: place?.isSure ?? true },
    ...{ placedBoot: place?.boot ?? 0n, placedSeq: place?.seq ?? 0n },
  };
}

type Placing = { placedBoot: bigint; placedSeq: bigint };
const byPlace = (a: Placing, b: Placing): number =>
  Number(a.placedBoot - b.placedBoot) || Number(a.placedSeq - b.placedSeq);

/** A device that was away for a week sends thousands: of those the pages hear of one, and ask again. */
function noticesOf(inserted: { id: string; clubId: number | null; historical: boolean }[]): Notice[] {
  const newest = new Map(inserted.map((event) => [event.clubId, event.id]));
  return inserted
    .filter(({ id, clubId, historical }) => !historical || newest.get(clubId) === id)
    .map(({ id, clubId }) => ({ kind: "event", id, clubId }));
}

/** An event that fails while Postgres answers can never be stored: a NUL in its text, a year past Postgres's last. */
async function insertAlone(ctx: Ctx, row: Row, result: InsertedEvents): Promise<void> {
  try {
    sort(result, [row], await insert(ctx, [row]));
  } catch (error) {
    if (isPostgresBusy(error)) throw error;
    await ctx.db.$queryRaw`SELECT 1`;
    ctx.log.warn({ device_id: row.deviceId, event_id: row.id, err: error }, "event rejected");
    result.rejected.push({ id: row.id, error: "the event holds a value that cannot be stored" });
  }
}

function sort(result: InsertedEvents, rows: Row[], inserted: string[]): void {
  const fresh = new Set(inserted);
  // Postgres writes ids in lower case; the sender's outbox knows them as it wrote them.
  for (const { id } of rows) (fresh.delete(id.toLowerCase()) ? result.accepted : result.duplicates).push(id);
}

async function camerasOf(ctx: Ctx, device: Device, events: readonly DeviceEvent[]): Promise<Map<number, Camera>> {
  const ids = [...new Set(events.flatMap((event) => event.camera_id ?? []))];
  if (ids.length === 0) return new Map();
  const club = device.clubId === null ? { deviceId: device.id } : { clubId: device.clubId };
  const found = await ctx.db.camera.findMany({ where: { id: { in: ids }, ...club } });
  return new Map(found.map((camera) => [camera.id, camera]));
}

function toRow(ctx: Ctx, device: Device, cameras: Map<number, Camera>, event: DeviceEvent): Row {
  const camera = event.camera_id === undefined ? undefined : cameras.get(event.camera_id);
  return {
    id: event.event_id,
    deviceId: device.id,
    clubId: device.clubId ?? camera?.clubId ?? null,
    cameraId: camera?.id ?? null,
    bootId: event.boot_id ?? null,
    seq: event.seq ?? null,
    type: event.type,
    occurredAt: new Date(event.occurred_at),
    receivedAt: ctx.clock.now(),
    monotonicMs: event.monotonic_ms ?? null,
    clockSynced: event.clock_synced,
    historical: event.historical,
    ageMs: event.age_ms ?? null,
    data: event.data as Prisma.InputJsonObject,
  };
}
