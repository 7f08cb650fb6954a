import type { Rejection } from "@/lib/contracts/mqtt";
import { type Clock, systemClock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Ctx } from "@/lib/domain/context";
import { isRevoked } from "@/lib/domain/devices/is-revoked";
import { deadLetter } from "@/lib/domain/events/dead-letter";
import { insertEvents } from "@/lib/domain/events/insert";
import { listSenders } from "@/lib/domain/events/senders";
import { applyReports } from "@/lib/domain/recordings/apply-reports";
import type { Bus, Message } from "@/lib/mqtt/bus";
import { topics, WEB_FILTERS } from "@/lib/mqtt/topics";
import { type IngestMessage, readMessage } from "./ingest-message";
import { IngestQueue, type StoreBatch } from "./ingest-queue";
import { createRevokedSenders } from "./revoked-senders";

export type IngestDomain = {
  applyReports: typeof applyReports;
  insertEvents: typeof insertEvents;
  deadLetter: typeof deadLetter;
  listSenders: typeof listSenders;
  isRevoked: typeof isRevoked;
};

export type IngestOptions = {
  bus: Bus;
  context: () => Ctx;
  log: Logger;
  clock?: Clock;
  domain?: IngestDomain;
};

type Batch = {
  ctx: Ctx;
  deviceId: string;
  messages: readonly IngestMessage[];
  /** Done with: committed, or set aside for the reason in `rejected`. */
  stored: IngestMessage[];
  rejected: Rejection[];
};
/** Ids in one acknowledgement: with a reason each it still fits into a message of 64 KB. */
const ACK_AT_MOST = 200;
const REASON_LENGTH = 120;

/**
 * Brings what devices tell into Postgres and acknowledges it, only after the commit. While Postgres is away nothing is
 * acknowledged and a bounded part waits; the devices keep everything and send it again.
 */
export function createIngest({
  bus,
  context,
  log,
  clock = systemClock,
  domain = { applyReports, insertEvents, deadLetter, listSenders, isRevoked },
}: IngestOptions): Service {
  const queues = new Map<string, IngestQueue>();
  const revoked = createRevokedSenders(domain);
  let abort = new AbortController();
  let stops: (() => void)[] = [];

  function receive({ topic, payload, retained }: Message): void {
    const message = readMessage(topic, payload);
    // A retained one is told again at each connection: no harm to an event with an id, but one dead letter is enough.
    if (!message || (retained && message.kind === "malformed")) return;
    const { deviceId } = message;
    let queue = queues.get(deviceId);
    if (!queue) {
      queue = new IngestQueue({ deviceId, store: storeFor(deviceId), clock, log, signal: abort.signal });
      queues.set(deviceId, queue);
    }
    queue.add(message);
  }

  const storeFor =
    (deviceId: string): StoreBatch =>
    async (messages) => {
      const batch: Batch = { ctx: context(), deviceId, messages, stored: [], rejected: [] };
      let failed: unknown;
      const isDone = await revoked.setAside(batch.ctx, deviceId, messages).catch((error: unknown) => {
        failed = error;
        return false;
      });
      if (isDone || failed) return { stored: [], error: failed };
      for (const step of [setAside, storeReports, storeEvents])
        await step(batch).catch((error: unknown) => {
          failed ??= error;
        });
      await acknowledge(batch);
      return { stored: batch.stored, error: failed };
    };

  async function setAside({ ctx, deviceId, messages, stored, rejected }: Batch): Promise<void> {
    for (const message of messages) {
      if (message.kind !== "malformed") continue;
      const { topic, reason, payload } = message;
      log.warn({ deviceId, topic, reason }, "a message could not be understood");
      await domain.deadLetter(ctx, { deviceId, topic, reason, payload });
      stored.push(message);
      if (message.id !== null) rejected.push(toRejection(message.id, reason));
    }
  }

  async function storeReports({ ctx, deviceId, messages, stored }: Batch): Promise<void> {
    const sent = messages.filter((message) => message.kind === "report");
    if (sent.length === 0) return;
    const reports = sent.map(({ report }) => report);
    const applied = new Set(await domain.applyReports(ctx, deviceId, reports));
    stored.push(...sent.filter(({ id }) => applied.has(id)));
  }

  async function storeEvents({ ctx, deviceId, messages, stored, rejected }: Batch): Promise<void> {
    const sent = messages.filter((message) => message.kind === "event");
    if (sent.length === 0) return;
    const events = sent.map(({ event }) => event);
    const inserted = await domain.insertEvents(ctx, deviceId, events);
    const known = new Set([...inserted.accepted, ...inserted.duplicates]);
    stored.push(...sent.filter(({ id }) => known.has(id)));
    for (const { id, error: reason } of inserted.rejected) {
      const refused = sent.find((message) => message.id === id);
      if (!refused) continue;
      await domain.deadLetter(ctx, { deviceId, topic: refused.topic, reason, payload: refused.payload });
      stored.push(refused);
      rejected.push(toRejection(id, reason));
    }
  }

  /** An acknowledgement that is lost does no harm: the device sends again, and the ids make that nothing new. */
  async function acknowledge({ deviceId, stored, rejected }: Batch): Promise<void> {
    const all = stored.flatMap(({ id }) => id ?? []);
    for (let from = 0; from < all.length; from += ACK_AT_MOST) {
      const ids = all.slice(from, from + ACK_AT_MOST);
      const refused = rejected.filter(({ id }) => ids.includes(id));
      await bus
        .publish(topics.acks(deviceId), JSON.stringify(refused.length > 0 ? { ids, rejected: refused } : { ids }))
        .catch((error: unknown) => log.debug({ err: error, deviceId }, "an acknowledgement was not sent"));
    }
  }

  /** What brokers took while web was away is lost: devices need not wait in vain until they send it again by themselves. */
  async function askToSendAgain(): Promise<void> {
    const nothing = JSON.stringify({ ids: [] });
    try {
      for (const deviceId of await domain.listSenders(context())) await bus.publish(topics.acks(deviceId), nothing);
    } catch (error) {
      log.warn({ err: error }, "devices could not be asked to send again; they do so within seconds");
    }
  }

  return {
    async start() {
      if (stops.length > 0) return;
      abort = new AbortController();
      const filters = [WEB_FILTERS.sensors, WEB_FILTERS.captured, WEB_FILTERS.reports];
      stops = filters.map((filter) => bus.subscribe(filter, receive));
      stops.push(bus.onConnect(() => void askToSendAgain()));
      if (bus.connected) void askToSendAgain();
    },
    /** Resolves when what is being stored now is stored and acknowledged. */
    async stop() {
      for (const stop of stops.splice(0)) stop();
      abort.abort();
      await Promise.all([...queues.values()].map((queue) => queue.idle()));
      queues.clear();
    },
  };
}

const toRejection = (id: string, reason: string): Rejection => ({ id, error: reason.slice(0, REASON_LENGTH) });
