import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Camera, Device, Event } from "@/lib/db/generated/client";
import { type Numbered, type Place, placeInTimeline } from "./timeline";

type Placing = Pick<Event, "placedAt" | "placedBoot" | "placedSeq" | "timeKnown">;
/** An event that is not stored yet; `ageMs` only places it. */
export type NewEvent = Omit<Event, "arrival" | "acknowledgedAt" | "acknowledgedById" | keyof Placing> & {
  ageMs: number | null;
};
type PlacedEvent = NewEvent & Placing;

type Beside = { device: Device; cameras: ReadonlyMap<number, Camera>; receivedAt: Date };

export function toRow(event: DeviceEvent, { device, cameras, receivedAt }: Beside): NewEvent {
  const camera = event.camera_id === undefined ? undefined : cameras.get(event.camera_id);
  return {
    id: event.event_id,
    deviceId: device.id,
    clubId: device.clubId ?? camera?.clubId ?? null,
    cameraId: camera?.id ?? null,
    bootId: event.boot_id ?? null,
    seq: event.seq === undefined ? null : BigInt(event.seq),
    type: event.type,
    occurredAt: new Date(event.occurred_at),
    receivedAt,
    monotonicMs: event.monotonic_ms ?? null,
    clockSynced: event.clock_synced,
    historical: event.historical,
    ageMs: event.age_ms ?? null,
    data: event.data as Event["data"],
  };
}

export async function leaveOutStored(tx: Tx, rows: readonly NewEvent[]): Promise<NewEvent[]> {
  const ids = rows.map(({ id }) => id);
  const stored = await tx.$queryRaw<{ id: string }[]>`
    SELECT event_id AS id FROM events WHERE event_id = ANY(${ids}::uuid[])`;
  // Postgres writes ids in lower case; a sender may write them as it likes, and twice.
  const seen = new Set(stored.map(({ id }) => id));
  return rows.filter(({ id }) => !seen.has(id.toLowerCase()) && seen.add(id.toLowerCase()));
}

/** Events of one device in the order they belong. One without a number stands where it says, never after its arrival. */
export async function placeAll(tx: Tx, rows: readonly NewEvent[]): Promise<PlacedEvent[]> {
  const deviceId = rows[0]?.deviceId;
  if (deviceId === undefined) return [];
  const places = await placeInTimeline(tx, deviceId, rows.flatMap(toNumbered));
  return rows.map((row) => ({ ...row, ...toPlacing(row, places.get(row.id)) })).sort(byPlace);
}

const toNumbered = ({ bootId, seq, occurredAt, receivedAt, ...rest }: NewEvent): Numbered[] =>
  seq === null
    ? []
    : [{ ...rest, bootId: bootId ?? "", seq, occurredMs: occurredAt.getTime(), receivedMs: receivedAt.getTime() }];

const toPlacing = ({ occurredAt, receivedAt }: NewEvent, place: Place | undefined): Placing => ({
  placedAt: new Date(place?.atMs ?? Math.min(occurredAt.getTime(), receivedAt.getTime())),
  timeKnown: place?.isSure ?? true,
  placedBoot: place?.boot ?? 0n,
  placedSeq: place?.seq ?? 0n,
});

const byPlace = (a: Placing, b: Placing): number =>
  Number(a.placedBoot - b.placedBoot) || Number(a.placedSeq - b.placedSeq);

/** Writes them in their order, in one statement: a device that was away sends thousands a second. Answers what is stored. */
export async function writeEvents(tx: Tx, rows: readonly PlacedEvent[]): Promise<Event[]> {
  if (rows.length === 0) return [];
  const json = JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  const written = await tx.$queryRaw<{ id: string; arrival: bigint }[]>`
    INSERT INTO events (event_id, device_id, club_id, camera_id, boot_id, seq, type, occurred_at, received_at,
      monotonic_ms, clock_synced, historical, data, placed_at, placed_boot, placed_seq, time_known)
    SELECT id, "deviceId", "clubId", "cameraId", "bootId", seq, type, "occurredAt", "receivedAt",
      "monotonicMs", "clockSynced", historical, data, "placedAt", "placedBoot", "placedSeq", "timeKnown"
    FROM jsonb_to_recordset(${json}::jsonb) AS rows (id uuid, "deviceId" text, "clubId" int, "cameraId" int,
      "bootId" text, seq bigint, type text, "occurredAt" timestamptz, "receivedAt" timestamptz,
      "monotonicMs" float8, "clockSynced" bool, historical bool, data jsonb, "placedAt" timestamptz,
      "placedBoot" bigint, "placedSeq" bigint, "timeKnown" bool)
    ON CONFLICT DO NOTHING
    RETURNING event_id AS id, arrival`;
  const byId = new Map(rows.map((row) => [row.id.toLowerCase(), row]));
  return written.map(({ id, arrival }) => {
    const { ageMs: _, ...row } = byId.get(id)!;
    return { ...row, id, arrival, acknowledgedAt: null, acknowledgedById: null };
  });
}
