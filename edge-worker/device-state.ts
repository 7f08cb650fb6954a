import path from "node:path";
import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import { SecretBox } from "@/lib/core/secret-box";
import { sqliteExecuted } from "@/lib/mqtt/sqlite-executed";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { ensureFolder } from "@/lib/storage/durable";
import { ensureStorageMarker } from "@/lib/storage/marker";
import { checkDatabaseKey, DATABASE, LOCK } from "./database-key";
import { lockInstance } from "./instance-lock";
import { sqliteCameraStore } from "./services/camera-store";
import { sqliteClipStore } from "./services/clips/store";
import { sqliteDeviceToken } from "./services/device-token";
import { sqliteDiskMemory } from "./services/disk-watch";
import { sqliteRecordingStore } from "./services/recordings/store";
import { sqliteConfigStore } from "./services/sensors/config-store";
import { sqliteSessionStore } from "./services/session-store";
import { sqliteCopies } from "./services/uploads/copies";
import { sqliteUploadQueue } from "./services/uploads/queue";

export type DeviceState = Awaited<ReturnType<typeof openDeviceState>>;

/**
 * Everything the device remembers, in one database so that a fact and the report of it are one transaction. Throws when
 * another worker uses it, when it is not durable, or when EDGE_DB_KEY does not open what it holds.
 */
export async function openDeviceState(config: EdgeConfig, clock: Clock) {
  await ensureFolder(config.EDGE_DATA_DIR);
  const unlock = lockInstance(path.join(config.EDGE_DATA_DIR, LOCK));
  const storageId = await ensureStorageMarker(config.MEDIA_DIR);
  const secrets = new SecretBox([config.EDGE_DB_KEY]);
  const db = openDurableDatabase(path.join(config.EDGE_DATA_DIR, DATABASE));
  checkDatabaseKey(db, secrets);
  return {
    storageId,
    outbox: sqliteOutbox(db, { clock, secrets }),
    token: sqliteDeviceToken(db, secrets, config.DEVICE_TOKEN),
    executed: sqliteExecuted(db),
    cameras: sqliteCameraStore(db, secrets),
    sessions: sqliteSessionStore(db),
    recordings: sqliteRecordingStore(db),
    clips: sqliteClipStore(db),
    uploads: sqliteUploadQueue(db),
    copies: sqliteCopies(db),
    config: sqliteConfigStore(db),
    disk: sqliteDiskMemory(db),
    /** What `work` writes is there whole or not at all. */
    atOnce: <T>(work: () => T): T => db.transaction(work)(),
    close() {
      db.close();
      unlock();
    },
  };
}
