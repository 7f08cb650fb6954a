import path from "node:path";
import type { WebConfig } from "@/lib/config/web";
import { systemClock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { createDb, type Db } from "@/lib/db/client";
import { ensureStorageMarker } from "@/lib/storage/marker";
import { startDevices } from "./compose-devices";
import { startDoor } from "./compose-door";
import { refuseUnbuilt } from "./next-app";
import { refusePendingMigrations, waitForPostgres } from "./postgres-ready";
import { Shutdown } from "./shutdown";

export type Web = { url: string; stop(): Promise<void> };
/** `folder` is the checkout, `signal` gives the start up. */
export type WebOptions = { config: WebConfig; log: Logger; folder: string; signal: AbortSignal };

/** Starts the web program part by part; what a failed start had begun is stopped again. Throws a sentence for the operator. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { config, log, folder } = options;
  const clock = systemClock;
  const shutdown = new Shutdown(clock, log);
  try {
    refuseUnbuilt(config, folder);
    const db = await startDatabase(options, shutdown);
    const storageId = await ensureStorageMarker(config.MEDIA_DIR);
    const parts = { config, storageId, clock, log, db, folder, shutdown };
    const devices = await startDevices(parts);
    const url = await startDoor({ ...parts, ...devices });
    return { url, stop: () => shutdown.run() };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function startDatabase({ config, log, folder, signal }: WebOptions, shutdown: Shutdown): Promise<Db> {
  await waitForPostgres({ databaseUrl: config.DATABASE_URL, clock: systemClock, log, signal });
  await refusePendingMigrations(config.DATABASE_URL, path.join(folder, "prisma/migrations"));
  const db = createDb(config.DATABASE_URL);
  shutdown.add("database", () => db.$disconnect());
  return db;
}
