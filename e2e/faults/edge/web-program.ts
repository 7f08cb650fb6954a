import { loadWebConfig } from "@/lib/config/web";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { createDb } from "@/lib/db/client";
import { startDevices } from "@/lib/server/compose-devices";
import { waitForPostgres } from "@/lib/server/postgres-ready";
import { Shutdown } from "@/lib/server/shutdown";
import { ensureStorageMarker } from "@/lib/storage/marker";

// Web as server.ts composes it, without its pages: the side that faces devices, which is up in a second.

const config = loadWebConfig();
const [clock, log] = [systemClock, createLogger("web", config.LOG_LEVEL)];
await waitForPostgres({ databaseUrl: config.DATABASE_URL, clock, log, signal: new AbortController().signal });
const db = createDb(config.DATABASE_URL);
const storageId = await ensureStorageMarker(config.MEDIA_DIR);
const shutdown = new Shutdown(clock, log);
await startDevices({ config, storageId, clock, log, db, folder: import.meta.dirname, shutdown });
