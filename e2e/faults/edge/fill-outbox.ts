import { mkdirSync } from "node:fs";
import path from "node:path";
import { newId } from "@/lib/core/ids";
import { SecretBox } from "@/lib/core/secret-box";
import { topics } from "@/lib/mqtt/topics";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";

const BATCH = 1_000;

/** What a device has queued in a long time without a link, before it is started. */
export function fillOutbox({ dataDir, key, deviceId, count }: Filling): void {
  mkdirSync(dataDir, { recursive: true });
  const db = openDurableDatabase(path.join(dataDir, "edge.db"));
  const outbox = sqliteOutbox(db, { secrets: new SecretBox([key]) });
  const bootId = newId();
  for (let done = 0; done < count; done += BATCH)
    outbox.addAll(Array.from({ length: Math.min(BATCH, count - done) }, () => pressOf(deviceId, bootId)));
  db.close();
}

export type Filling = { dataDir: string; key: string; deviceId: string; count: number };

/** A press as an edge-worker queues it. */
export function pressOf(deviceId: string, bootId: string) {
  const id = newId();
  const event = { schema: 1, event_id: id, device_id: deviceId, boot_id: bootId, type: "button.pressed" };
  const when = { occurred_at: new Date().toISOString(), monotonic_ms: performance.now(), clock_synced: true };
  return {
    id,
    topic: topics.button(deviceId),
    payload: { ...event, ...when, historical: false, data: { sensor: "mat" } },
  };
}
