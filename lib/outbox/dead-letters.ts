import type { Database } from "better-sqlite3";
import type { Clock } from "@/lib/core/clock";
import type { Rejected } from "./outbox";

const MOST_KEPT = 10_000;

/** Messages the server refused, sealed as they were, for whoever looks into it: the newest, so that the disk never fills with them. */
export function sqliteDeadLetters(db: Database, clock: Clock) {
  db.exec(`CREATE TABLE IF NOT EXISTS outbox_dead_letters (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_aside_at INTEGER NOT NULL
  ) STRICT`);
  const copy = db.prepare<[string, number, string]>(
    `INSERT OR REPLACE INTO outbox_dead_letters SELECT seq, id, topic, payload, ?, ? FROM outbox WHERE id = ?`,
  );
  const remove = db.prepare<[string]>("DELETE FROM outbox WHERE id = ?");
  const trim = db.prepare<[]>(
    `DELETE FROM outbox_dead_letters WHERE seq <= (SELECT seq FROM outbox_dead_letters ORDER BY seq DESC LIMIT 1 OFFSET ${MOST_KEPT})`,
  );
  const count = db.prepare<[], number>("SELECT count(*) FROM outbox_dead_letters").pluck();

  const take = db.transaction((rejected: readonly Rejected[]): number => {
    const at = clock.now().getTime();
    const taken = rejected.map(({ id, reason }) => {
      copy.run(reason, at, id);
      return remove.run(id).changes;
    });
    trim.run();
    return taken.reduce((sum, one) => sum + one, 0);
  });
  return { take, count: (): number => count.get() ?? 0 };
}
