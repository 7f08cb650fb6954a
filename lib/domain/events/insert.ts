import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Camera, Device, Event } from "@/lib/db/generated/client";
import type { Notice } from "@/lib/realtime/notifier";
import { applyRules } from "../alerts/apply-rules";
import type { Ctx } from "../context";
import { INGEST_TRANSACTION, isPostgresBusy } from "./ingest";
import { leaveOutStored, type NewEvent, placeAll, toRow, writeEvents } from "./rows";
import { lockEvents } from "./timeline";

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
  const receivedAt = ctx.clock.now();
  const rows = events.filter(isOwn).map((event) => toRow(event, { device, cameras, receivedAt }));
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

/** Stores what is new of them, each at its place in its device's timeline. */
async function insert(ctx: Ctx, rows: NewEvent[]): Promise<string[]> {
  if (rows.length === 0) return [];
  return ctx.db.$transaction(async (tx) => {
    // The only one who inserts, until the commit: so what is not there now will not be there then.
    await lockEvents(tx);
    const fresh = await leaveOutStored(tx, rows);
    const inserted = await writeEvents(tx, await placeAll(tx, fresh));
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

/** A device that was away for a week sends thousands: of those the pages hear of one, and ask again. */
function noticesOf(inserted: { id: string; clubId: number | null; historical: boolean }[]): Notice[] {
  const newest = new Map(inserted.map((event) => [event.clubId, event.id]));
  return inserted
    .filter(({ id, clubId, historical }) => !historical || newest.get(clubId) === id)
    .map(({ id, clubId }) => ({ kind: "event", id, clubId }));
}

/**
 * An event that fails twice while Postgres answers can never be stored: a NUL in its text, a year past Postgres's last.
 * Twice, because a server that went and came back within a moment is no fault of the event's.
 */
async function insertAlone(ctx: Ctx, row: NewEvent, result: InsertedEvents): Promise<void> {
  const attempt = async () => sort(result, [row], await insert(ctx, [row]));
  try {
    await attempt();
  } catch (error) {
    if (isPostgresBusy(error)) throw error;
    await ctx.db.$queryRaw`SELECT 1`;
    await attempt().catch((again: unknown) => {
      if (isPostgresBusy(again)) throw again;
      ctx.log.warn({ device_id: row.deviceId, event_id: row.id, err: again }, "event rejected");
      result.rejected.push({ id: row.id, error: "the event holds a value that cannot be stored" });
    });
  }
}

function sort(result: InsertedEvents, rows: NewEvent[], inserted: string[]): void {
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
