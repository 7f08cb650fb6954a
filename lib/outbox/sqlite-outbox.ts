import type { Database } from "better-sqlite3";
import { type Clock, systemClock } from "@/lib/core/clock";
import type { SecretBox } from "@/lib/core/secret-box";
import { countedRows } from "./counted-rows";
import { storageFull } from "./database-full";
import { sqliteDeadLetters } from "./dead-letters";
import { giveBack } from "./give-back";
import { toPayload } from "./message-size";
import type { Outbox, OutboxMessage } from "./outbox";

type Row = { seq: number; id: string; topic: string; payload: string; queued_at: number };

/**
 * The outbox of a device. `db` comes from openDurableDatabase and is written by this program alone. With `secrets` the
 * payloads are sealed at rest; losing that key loses what is queued. Adding throws `storage_full` when the disk is.
 */
export function sqliteOutbox(
  db: Database,
  { clock = systemClock, secrets }: { clock?: Clock; secrets?: SecretBox } = {},
): Outbox {
  // AUTOINCREMENT: without it SQLite gives the number of a deleted last row again.
  db.exec(`CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    queued_at INTEGER NOT NULL
  ) STRICT`);
  // Not ON CONFLICT DO NOTHING: that would use up a number for a message that is there already.
  const insert = db.prepare<[string, string, string, number, string]>(
    "INSERT INTO outbox (id, topic, payload, queued_at) SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE id = ?)",
  );
  const select = db.prepare<[number, number], Row>("SELECT * FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?");
  const remove = db.prepare<[string]>("DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))");
  const oldest = db.prepare<[], number>("SELECT queued_at FROM outbox ORDER BY seq LIMIT 1").pluck();
  const last = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").pluck();
  const rows = countedRows(db);
  const dead = sqliteDeadLetters(db, clock);

  const addOne = ({ id, topic, payload }: OutboxMessage): string[] => {
    const text = toPayload(payload);
    const { changes } = insert.run(id, topic, secrets?.seal(text) ?? text, clock.now().getTime(), id);
    return changes > 0 ? [id] : [];
  };
  const addEach = db.transaction((messages: readonly OutboxMessage[]) => messages.flatMap(addOne));
  const shrink = giveBack(db);
  const forget = (ids: readonly string[]): void => {
    if (ids.length > 0) rows.removed(() => remove.run(JSON.stringify(ids)).changes);
    if (ids.length > 0 && rows.count() === 0) shrink();
  };

  return {
    add: (message) => storageFull(() => rows.added(() => addOne(message))),
    addAll: (messages) => storageFull(() => rows.added(() => addEach(messages))),
    peek: (limit, afterSeq = 0) =>
      select.all(afterSeq, limit).map(({ seq, id, topic, payload, queued_at }) => ({
        seq,
        id,
        topic,
        payload: secrets?.open(payload) ?? payload,
        queuedAt: new Date(queued_at),
      })),
    forget,
    setAside(rejected) {
      if (rejected.length === 0) return;
      rows.removed(() => dead.take(rejected));
    },
    deadLetters: dead.count,
    size: rows.count,
    lastSeq: () => last.get() ?? 0,
    oldestQueuedAt() {
      const queuedAt = oldest.get();
      return queuedAt === undefined ? null : new Date(queuedAt);
    },
  };
}
