import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { newId } from "@/lib/core/ids";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";

// A program of its own, because the power takes it: it queues without end, and says of each event that it is safe.

export const WRITER = fileURLToPath(import.meta.url);

/** `synchronous`: how the control keeps its promise, NORMAL. */
function write(file: string, synchronous: string): void {
  const db = openDurableDatabase(file);
  if (synchronous !== "FULL") db.pragma(`synchronous = ${synchronous}`);
  const outbox = sqliteOutbox(db);
  for (;;) {
    const id = newId();
    outbox.add({ id, topic: "sensors/pi/button/pressed", payload: { event_id: id, type: "button.pressed" } });
    // At once and in this order: what stands in the pipe was promised.
    writeSync(1, `${id}\n`);
  }
}

if (process.argv[1] === WRITER) write(process.argv[2]!, process.argv[3]!);
