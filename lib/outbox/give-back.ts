import type { Database } from "better-sqlite3";

/** Free pages below this are kept: they will be used again. 8 MB at SQLite's 4 KB a page. */
const KEPT_PAGES = 2_000;
/** Some 10 ms of work each, so that nothing else of the program waits long. */
const SLICE_PAGES = 2_000;
const PAUSE_MS = 20;

/**
 * Returns what a long queue took of the disk once it is empty, a slice at a time. Databases made without
 * `auto_vacuum = INCREMENTAL` keep their size and use it again.
 */
export function giveBack(db: Database): () => void {
  let isRunning = false;
  const freePages = (): number => Number(db.pragma("freelist_count", { simple: true }));

  function slice(): void {
    isRunning = false;
    if (!db.open || db.inTransaction) return;
    const before = freePages();
    if (before <= KEPT_PAGES) return;
    db.pragma(`incremental_vacuum(${Math.min(SLICE_PAGES, before - KEPT_PAGES)})`);
    const isLess = freePages() < before;
    // The file itself becomes shorter at a checkpoint of the log.
    db.pragma("wal_checkpoint(PASSIVE)");
    if (isLess) soon();
  }

  function soon(): void {
    if (isRunning) return;
    isRunning = true;
    setTimeout(slice, PAUSE_MS).unref();
  }
  return soon;
}
