import Database from "better-sqlite3";

/**
 * Keeps a second worker from using the same data folder: two would write one recording. The lock is the kernel's, held
 * through an open SQLite transaction, so that it is gone the moment this process is, however it ends. Returns how to let
 * go. Throws when another worker has it.
 */
export function lockInstance(file: string): () => void {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    db.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    db.close();
    throw new Error(`Another edge-worker is running with the data folder of ${file}`, { cause });
  }
  return () => db.close();
}
