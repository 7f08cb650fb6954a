import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { IngestMessage } from "./ingest-message";

/** Half of what a device has under way at once: while this is stored, the next arrives. */
const BATCH = 500;
/** What waits for a database that is away. A message past this is let go: it is not acknowledged, so it comes again. */
const MAX_WAITING = 2_000;
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
const RETRY = { baseMs: 250, capMs: 5_000 };

/** Stores a batch. After an error what is not among `stored` is tried again; without one the whole batch is done with. */
export type StoreBatch = (messages: readonly IngestMessage[]) => Promise<{ stored: IngestMessage[]; error: unknown }>;

/** The messages of one device, stored in batches, one batch at a time, in the order they came. */
export class IngestQueue {
  private readonly ids = new Set<string>();
  private waiting: IngestMessage[] = [];
  private bytes = 0;
  private loop: Promise<void> | null = null;

  constructor(
    private readonly deps: { deviceId: string; store: StoreBatch; clock: Clock; log: Logger; signal: AbortSignal },
  ) {}

  /** A message that waits already (a device repeats what nobody acknowledged) or finds no room is let go. */
  add(message: IngestMessage): void {
    if (message.id !== null && this.ids.has(message.id)) return;
    if (this.waiting.length >= MAX_WAITING || this.bytes + message.payload.length > MAX_WAITING_BYTES) return;
    this.waiting.push(message);
    this.bytes += message.payload.length;
    if (message.id !== null) this.ids.add(message.id);
    this.loop ??= this.drain().finally(() => {
      this.loop = null;
    });
  }

  async idle(): Promise<void> {
    await this.loop;
  }

  private async drain(): Promise<void> {
    const { deviceId, store, clock, log, signal } = this.deps;
    // What arrived in one packet is one batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (let failures = 0; this.waiting.length > 0 && !signal.aborted; ) {
      const batch = this.waiting.slice(0, BATCH);
      const { stored, error } = await store(batch);
      this.remove(new Set(error ? stored : batch));
      if (!error) {
        if (failures > 0) log.info({ deviceId, failures }, "messages are stored again");
        failures = 0;
        continue;
      }
      if (failures === 0) log.error({ err: error, deviceId, waiting: this.waiting.length }, "cannot store messages");
      await clock.sleep(backoffMs(failures++, RETRY), signal).catch(() => undefined);
    }
  }

  private remove(stored: ReadonlySet<IngestMessage>): void {
    this.waiting = this.waiting.filter((message) => !stored.has(message));
    for (const { id, payload } of stored) {
      if (id !== null) this.ids.delete(id);
      this.bytes -= payload.length;
    }
  }
}
