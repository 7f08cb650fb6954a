import type { Database } from "better-sqlite3";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { DiskState } from "@/lib/storage/disk";
import type { Events } from "./events";

const EVERY_MS = 10_000;
/** It is well again with a tenth of the reserve to spare, so that it does not swing with every file. */
const SPARE = 1.1;

/** What people were told last; survives the program, so that they are told once. */
export interface DiskMemory {
  isLow(): boolean;
  setLow(isLow: boolean): void;
}

export type DiskWatchOptions = {
  readDisk(): Promise<DiskState>;
  events: Pick<Events, "keep">;
  memory: DiskMemory;
  /** What `work` writes is there whole or not at all. */
  atOnce(work: () => void): void;
  clock: Clock;
  log: Logger;
};

/**
 * Says once when recordings and clips begin to be refused because the reserve is reached (`disk.low`), and once when they
 * are taken again (`disk.ok`). The reserve is what events and reports go on living on: they are never dropped. What it
 * returns ends it.
 */
export function watchDisk({ readDisk, events, memory, atOnce, clock, log }: DiskWatchOptions): () => void {
  return every({ name: "disk", periodMs: EVERY_MS, clock, log }, async () => {
    const { bytesFree, bytesReserved, bytesTotal } = await readDisk();
    const isLow = bytesFree < bytesReserved * (memory.isLow() ? SPARE : 1);
    if (isLow === memory.isLow()) return;
    log.warn(
      { bytesFree, bytesReserved },
      isLow ? "the disk is short: clips and recordings are refused" : "the disk has room again",
    );
    const data = { bytes_free: bytesFree, bytes_reserved: bytesReserved, bytes_total: bytesTotal };
    atOnce(() => {
      events.keep({ type: isLow ? "disk.low" : "disk.ok", data });
      memory.setLow(isLow);
    });
  });
}

export function sqliteDiskMemory(db: Database): DiskMemory {
  db.exec("CREATE TABLE IF NOT EXISTS disk_low (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT");
  const select = db.prepare("SELECT 1 FROM disk_low");
  const insert = db.prepare("INSERT OR IGNORE INTO disk_low (id) VALUES (1)");
  const remove = db.prepare("DELETE FROM disk_low");
  return {
    isLow: () => select.get() !== undefined,
    setLow: (isLow) => void (isLow ? insert : remove).run(),
  };
}
