import { existsSync, renameSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import type { SecretBox } from "@/lib/core/secret-box";
import { lockInstance } from "./instance-lock";

export const DATABASE = "edge.db";
export const LOCK = "worker.lock";
const WORD = "vigie";

/**
 * Makes sure that EDGE_DB_KEY is the key this database was made with, before anything is sealed with another one. Throws
 * with what to do when it is not.
 */
export function checkDatabaseKey(db: Database, secrets: SecretBox): void {
  const isNew = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'key_check'").get() === undefined;
  const sealed = isNew ? sealedBefore(db) : db.prepare<[], string>("SELECT sealed FROM key_check").pluck().get();
  if (sealed !== undefined) {
    try {
      secrets.open(sealed);
    } catch (cause) {
      throw new Error(
        `EDGE_DB_KEY is not the key of ${db.name}: what waits there to be sent cannot be read. Start with the key it was ` +
          'made with. If that is lost for good, run "npm run edge -- quarantine" once: it sets the database aside, and the ' +
          "device begins with a new one (docs/operations.md).",
        { cause },
      );
    }
  }
  if (!isNew) return;
  db.exec("CREATE TABLE key_check (id INTEGER PRIMARY KEY CHECK (id = 1), sealed TEXT NOT NULL) STRICT");
  db.prepare("INSERT INTO key_check (id, sealed) VALUES (1, ?)").run(secrets.seal(WORD));
}

/** Something that an older version sealed, if there is any. */
function sealedBefore(db: Database): string | undefined {
  if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").get()) return undefined;
  return db.prepare<[], string>("SELECT payload FROM outbox ORDER BY seq LIMIT 1").pluck().get();
}

/**
 * Sets the database of a device aside, for somebody who may find its key one day. Recordings and clips lie in MEDIA_DIR and
 * are taken up by the next start. Answers where it is now, null when there was none. Throws while an edge-worker runs.
 */
export function quarantineDatabase(dataDir: string, now: Date): string | null {
  const unlock = lockInstance(path.join(dataDir, LOCK));
  try {
    const file = path.join(dataDir, DATABASE);
    if (!existsSync(file)) return null;
    const aside = `${file}.quarantined-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
    // The log first: a database without it is whole but older, a log without its database is nothing.
    for (const suffix of ["-wal", "-shm", ""]) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    return aside;
  } finally {
    unlock();
  }
}
