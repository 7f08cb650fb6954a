import { Acks } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import { type Account, mayPublish } from "@/lib/mqtt/acl";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";
import type { Outbox, Queued } from "./outbox";
import { toOutgoing } from "./outgoing";

export type DrainOptions = {
  outbox: Outbox;
  bus: Bus;
  deviceId: string;
  /** Of this run of the program, as its events carry it. */
  bootId: string;
  clock: Clock;
  log: Logger;
  /** How many messages may be under way at once. */
  window?: number;
  /** How long after the broker took a message its acknowledgement is waited for. */
  ackTimeoutMs?: number;
};

/** `wake` after each `outbox.add`, so that it leaves at once; without it, it leaves within a second. */
export type Drain = Service & { wake(): void };

const TICK_MS = 1_000;

/**
 * Sends the outbox to the server, oldest first, several at a time, for ever. Only the server's own acknowledgement (after
 * its commit) makes it forget: a PUBACK says that the broker has a message, and brokers lose messages. Whatever is not
 * acknowledged in time, or was under way when the link broke or the server came back (it says so by acknowledging nothing),
 * is sent again; nothing is ever dropped.
 */
export function createDrain(options: DrainOptions): Drain {
  const { outbox, bus, deviceId, bootId, clock, log, window = 1_000, ackTimeoutMs = 10_000 } = options;
  const account: Account = { kind: "device", id: deviceId };
  /** Sent and not acknowledged, oldest first: since when each is waited for. */
  const underWay = new Map<string, { seq: number; sinceMs: number }>();
  const unsendable = new Set<string>();
  let sentSeq = 0;
  let sentBoot: string | null = null;
  let stops: (() => void)[] = [];
  let loop: Promise<void> | null = null;
  let rouse = () => {};
  let isRoused = false;

  function wake(): void {
    isRoused = true;
    rouse();
  }

  function startOver(): void {
    underWay.clear();
    sentSeq = 0;
    wake();
  }

  function send(queued: Queued, { message } = toOutgoing(queued, bootId, clock)): void {
    const { id, seq, topic } = queued;
    sentSeq = Math.max(sentSeq, seq);
    if (!mayPublish(account, topic)) {
      setAside(queued);
      return;
    }
    const waiting = { seq, sinceMs: clock.monotonicMs() };
    underWay.set(id, waiting);
    bus.publish(topic, JSON.stringify(message)).then(
      () => {
        waiting.sinceMs = clock.monotonicMs();
      },
      (error: unknown) => log.debug({ err: error, id }, "not sent yet"),
    );
  }

  /** A broker hangs up on a topic that is not ours, again and again: it must not block what stands behind it. */
  function setAside({ id, topic }: Queued): void {
    if (!unsendable.has(id)) log.error({ id, topic }, "this message can never be sent; it stays in the outbox");
    unsendable.add(id);
  }

  function sendNew(): void {
    while (underWay.size < window) {
      const next = outbox.peek(window - underWay.size, sentSeq);
      if (next.length === 0) return;
      for (const queued of next) {
        const outgoing = toOutgoing(queued, bootId, clock);
        // The server orders the runs of this program by when it first heard of each: none is told before the last is.
        if (underWay.size > 0 && outgoing.bootId !== sentBoot) return;
        sentBoot = outgoing.bootId;
        send(queued, outgoing);
      }
    }
  }

  function sendOverdueAgain(): void {
    const overdueMs = clock.monotonicMs() - ackTimeoutMs;
    const overdue = new Map([...underWay].filter(([, { sinceMs }]) => sinceMs <= overdueMs));
    if (overdue.size === 0) return;
    log.warn({ count: overdue.size, queued: outbox.size() }, "not acknowledged in time, sending again");
    const oldestSeq = Math.min(...[...overdue.values()].map(({ seq }) => seq));
    const newestSeq = Math.max(...[...overdue.values()].map(({ seq }) => seq));
    for (const id of overdue.keys()) underWay.delete(id);
    for (const queued of outbox.peek(newestSeq - oldestSeq + 1, oldestSeq - 1))
      if (overdue.has(queued.id)) send(queued);
  }

  function receiveAcks(payload: Buffer): void {
    const acks = parseAcks(payload);
    if (!acks) {
      log.warn("an acknowledgement could not be understood");
      return;
    }
    const { ids, rejected } = acks;
    // The server just came: what the broker took while it was away reached nobody, and nobody will acknowledge it.
    if (ids.length === 0) {
      startOver();
      return;
    }
    if (rejected.length > 0) log.error({ rejected }, "the server refused messages; they are set aside");
    outbox.setAside(rejected.map(({ id, error }) => ({ id, reason: error })));
    outbox.forget(ids);
    for (const id of ids) underWay.delete(id);
    wake();
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (bus.connected) {
          sendOverdueAgain();
          sendNew();
        }
      } catch (error) {
        log.error({ err: error }, "cannot read the outbox");
      }
      await rest();
    }
  }

  async function rest(): Promise<void> {
    const nap = new AbortController();
    rouse = () => nap.abort();
    if (!isRoused) await clock.sleep(TICK_MS, nap.signal).catch(() => undefined);
    isRoused = false;
  }

  return {
    wake,
    async start() {
      if (loop) return;
      const abort = new AbortController();
      stops = [
        () => abort.abort(),
        bus.subscribe(topics.acks(deviceId), ({ payload }) => receiveAcks(payload)),
        bus.onConnect(startOver),
      ];
      startOver();
      loop = run(abort.signal);
    },
    async stop() {
      for (const stop of stops.splice(0)) stop();
      wake();
      await loop;
      loop = null;
    },
  };
}

function parseAcks(payload: Buffer): Acks | null {
  try {
    return Acks.parse(JSON.parse(payload.toString()));
  } catch {
    return null;
  }
}
