import type { Tx } from "@/lib/db/client";
import type { Around, Placed } from "./place";

/** What orders the events of one device. */
export type Key = { boot: bigint; seq: bigint };
type Row = { placed_at: Date; time_known: boolean };
const toPlaced = ({ placed_at, time_known }: Row): Placed => ({ atMs: placed_at.getTime(), isSure: time_known });

/** Looked through for one whose time is known. What stands before these is earlier anyway. */
const LOOK_BACK = 500;

/** What is stored before `first` and after `last`, between which nothing is. `after` is known or not. */
export async function neighboursOf(
  tx: Tx,
  deviceId: string,
  first: Key,
  last: Key,
): Promise<Around & { after: Placed | null }> {
  const before = (
    await tx.$queryRaw<Row[]>`
      SELECT placed_at, time_known FROM events
      WHERE device_id = ${deviceId} AND placed_boot > 0 AND (placed_boot, placed_seq) < (${first.boot}, ${first.seq})
      ORDER BY placed_boot DESC, placed_seq DESC LIMIT 1`
  ).map(toPlaced);
  const after = (
    await tx.$queryRaw<Row[]>`
      SELECT placed_at, time_known FROM events
      WHERE device_id = ${deviceId} AND (placed_boot, placed_seq) > (${last.boot}, ${last.seq})
      ORDER BY placed_boot, placed_seq LIMIT ${LOOK_BACK}`
  ).map(toPlaced);
  const sureBefore = before[0] && !before[0].isSure ? await sureBeforeOf(tx, deviceId, first) : before[0];
  return {
    before: before[0] ?? null,
    sureBefore: sureBefore ?? null,
    after: after[0] ?? null,
    sureAfter: after.find(({ isSure }) => isSure) ?? (after.length === LOOK_BACK ? (after.at(-1) ?? null) : null),
  };
}

async function sureBeforeOf(tx: Tx, deviceId: string, { boot, seq }: Key): Promise<Placed | undefined> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT placed_at, time_known FROM events
    WHERE device_id = ${deviceId} AND placed_boot > 0 AND (placed_boot, placed_seq) < (${boot}, ${seq})
    ORDER BY placed_boot DESC, placed_seq DESC LIMIT ${LOOK_BACK}`;
  const before = rows.map(toPlaced);
  return before.find(({ isSure }) => isSure) ?? (before.length === LOOK_BACK ? before.at(-1) : undefined);
}

export async function keysBetween(tx: Tx, deviceId: string, first: Key, last: Key): Promise<Key[]> {
  return tx.$queryRaw<Key[]>`
    SELECT placed_boot AS boot, placed_seq AS seq FROM events
    WHERE device_id = ${deviceId} AND (placed_boot, placed_seq) > (${first.boot}, ${first.seq})
      AND (placed_boot, placed_seq) < (${last.boot}, ${last.seq})
    ORDER BY placed_boot, placed_seq`;
}

/** Those before `key` whose time is not known stand no later than this. */
export const pullDown = (tx: Tx, deviceId: string, { boot, seq }: Key, atMs: number): Promise<unknown> =>
  tx.$executeRaw`
    UPDATE events SET placed_at = ${new Date(atMs)}
    WHERE device_id = ${deviceId} AND placed_boot > 0 AND (placed_boot, placed_seq) < (${boot}, ${seq})
      AND NOT time_known AND placed_at > ${new Date(atMs)}`;

/** Those after `key` whose time is not known stand no earlier than this. */
export const pushUp = (tx: Tx, deviceId: string, { boot, seq }: Key, atMs: number): Promise<unknown> =>
  tx.$executeRaw`
    UPDATE events SET placed_at = ${new Date(atMs)}
    WHERE device_id = ${deviceId} AND (placed_boot, placed_seq) > (${boot}, ${seq})
      AND NOT time_known AND placed_at < ${new Date(atMs)}`;

/**
 * Gives those before `key` in its boot whose time was not known the time its offset (milliseconds) says, within what they
 * were allowed so far. Answers the earliest new time, null when there were none.
 */
export async function placeAgain(
  tx: Tx,
  deviceId: string,
  { boot, seq }: Key,
  offsetMs: number,
): Promise<number | null> {
  const floor = new Date((await sureBeforeOf(tx, deviceId, { boot, seq: 0n }))?.atMs ?? 0);
  const [moved] = await tx.$queryRaw<[{ first: Date | null }]>`
    WITH moved AS (
      UPDATE events SET placed_at = again.at, time_known = again.monotonic_ms IS NOT NULL
      FROM (
        SELECT event_id, monotonic_ms, max(least(placed_at, greatest(${floor}, CASE
          WHEN ${offsetMs}::float8 + monotonic_ms BETWEEN 0 AND 253402300799000
          THEN to_timestamp((${offsetMs}::float8 + monotonic_ms) / 1000) ELSE ${floor} END)))
          OVER (ORDER BY placed_seq) AS at
        FROM events WHERE device_id = ${deviceId} AND placed_boot = ${boot} AND placed_seq < ${seq} AND NOT time_known
      ) again
      WHERE events.event_id = again.event_id
      RETURNING again.at
    ) SELECT min(at) AS first FROM moved`;
  return moved.first?.getTime() ?? null;
}
