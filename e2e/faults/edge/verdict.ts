import type { Db } from "@/lib/db/client";
import type { Journal } from "./journal";

export type StoredEvent = { id: string; deviceId: string; bootId: string | null; seq: bigint | null };
export type Verdict = {
  /** Journalled, and not in Postgres. */
  lost: number;
  /** Rows beyond the first of an id, and rows nobody pressed for. */
  twice: number;
  /** Neighbours in the journal whose numbers do not grow. */
  disordered: number;
};

/** Holds what is stored against what was promised. Pure. */
export function judgeEvents(journals: readonly Journal[], stored: readonly StoredEvent[]): Verdict {
  const verdict: Verdict = { lost: 0, twice: 0, disordered: 0 };
  for (const { deviceId, ids, unanswered } of journals) {
    const rows = stored.filter((row) => row.deviceId === deviceId);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const kept = ids.flatMap((id) => byId.get(id) ?? []);
    const extra = byId.size - kept.length - unanswered;
    verdict.lost += ids.length - kept.length;
    verdict.twice += rows.length - byId.size + Math.max(0, extra);
    verdict.disordered += kept.filter((row, at) => at > 0 && !isAfter(row, kept[at - 1]!)).length;
  }
  return verdict;
}

/** Numbers grow through all the lives of a device. */
const isAfter = (one: StoredEvent, before: StoredEvent): boolean =>
  one.seq !== null && before.seq !== null && one.seq > before.seq;

export const storedPresses = (db: Db): Promise<StoredEvent[]> =>
  db.event.findMany({
    where: { type: "button.pressed" },
    select: { id: true, deviceId: true, bootId: true, seq: true },
  });

/** Presses stored so far; null while Postgres is away. */
export const countPresses = (db: Db, deviceId?: string): Promise<number | null> =>
  db.event.count({ where: { type: "button.pressed", ...(deviceId && { deviceId }) } }).catch(() => null);
