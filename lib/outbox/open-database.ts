import Database, { type Database as Db } from "better-sqlite3";

/** Another process (fsck, a technician's sqlite3) may hold the lock for a moment. */
const BUSY_TIMEOUT_MS = 5_000;
/** `PRAGMA synchronous` as SQLite numbers it. */
const FULL = 2;

/**
 * Opens (or makes) a database whose commits survive a power cut: write-ahead log and synchronous=FULL, which better-sqlite3
 * does not default to. Both are read back; throws when the database would not have them.
 */
export function openDurableDatabase(path: string): Db {
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Only a database without tables takes it: what a long queue needed can be given back later.
    db.pragma("auto_vacuum = INCREMENTAL");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    const mode: unknown = db.pragma("journal_mode", { simple: true });
    const synchronous: unknown = db.pragma("synchronous", { simple: true });
    if (mode !== "wal" || synchronous !== FULL)
      throw new Error(`${path} is not durable: journal_mode=${mode}, synchronous=${synchronous}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
