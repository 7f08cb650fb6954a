import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import type { Batch, SendBatch } from "./http-sender";
import type { Outbox, Queued } from "./outbox";
import { toOutgoing } from "./outgoing";

export type HttpDrainOptions = {
  outbox: Outbox;
  bus: Pick<Bus, "connected" | "onConnect">;
  send: SendBatch;
  bootId: string;
  clock: Clock;
  log: Logger;
  /** How long there is no MQTT before HTTP is tried. */
  afterMs?: number;
};

const TICK_MS = 1_000;
// A broker that restarts is back within seconds; who blocks a port blocks it for hours.
const AFTER_MS = 20_000;
// R3: the HTTP fallback backs off up to a minute.
const RETRY = { baseMs: 1_000, capMs: 60_000 };
const MOST_AT_ONCE = 500;
/** The server takes a megabyte; a message is at most 64 KB. */
const MOST_BYTES = 512 * 1024;
/** Room for what is merged into each when it is sent. */
const MERGED_BYTES = 100;

/**
 * Sends the outbox over HTTP while MQTT does not get through: oldest first, one batch at a time, each forgotten once the
 * server has committed it. Ends at once when MQTT is back. What was under way then is sent again by that, from the oldest,
 * so that the order holds whichever way things go.
 *
 * ```
 *   MQTT ── 20 s without ──► HTTP: batch, wait, batch … ── MQTT connects ──► MQTT
 * ```
 */
export function createHttpDrain(options: HttpDrainOptions): Service {
  const { outbox, bus, send, clock, log, afterMs = AFTER_MS } = options;
  let running: { abort: AbortController; loop: Promise<void> } | null = null;
  let underWay: AbortController | null = null;
  let stopListening = () => {};

  async function run(signal: AbortSignal): Promise<void> {
    let awaySinceMs = clock.monotonicMs();
    let [failures, most, isAnnounced] = [0, MOST_AT_ONCE, false];
    for (; !signal.aborted; ) {
      if (bus.connected) [awaySinceMs, failures, most, isAnnounced] = [clock.monotonicMs(), 0, MOST_AT_ONCE, false];
      const isDue = !bus.connected && clock.monotonicMs() - awaySinceMs >= afterMs && outbox.size() > 0;
      if (!isDue) {
        await nap(TICK_MS, signal);
        continue;
      }
      try {
        await sendOldest(most, signal);
        if (!isAnnounced) log.info({ queued: outbox.size() }, "without MQTT, what waits is sent over HTTP");
        [failures, most, isAnnounced] = [0, MOST_AT_ONCE, true];
      } catch (error) {
        if (isRefusal(error) && most > 1) most = 1;
        else if (isRefusal(error)) setAsideOldest(error);
        else await waitAfter(error, failures++, signal);
      }
    }
  }

  async function sendOldest(most: number, signal: AbortSignal): Promise<void> {
    const batch = upTo(MOST_BYTES, outbox.peek(most));
    const messages = batch.map((queued) => toOutgoing(queued, options.bootId, clock));
    const body: Batch = { events: [], reports: [] };
    for (const { message, isEvent } of messages) (isEvent ? body.events : body.reports).push(message);
    underWay = new AbortController();
    const { accepted, duplicates, rejected } = await send(body, AbortSignal.any([signal, underWay.signal]));
    if (rejected.length > 0) log.error({ rejected }, "the server refused messages; they are set aside");
    outbox.setAside(rejected.map(({ id, error }) => ({ id, reason: error })));
    outbox.forget([...accepted, ...duplicates]);
    if (outbox.peek(1)[0]?.seq === batch[0]?.seq)
      throw new Error("the server did not say what became of the oldest message");
  }

  /** Alone and refused as a whole, it would be in the way of all others for ever. */
  function setAsideOldest(error: Error): void {
    const [oldest] = outbox.peek(1);
    if (!oldest) return;
    log.error({ err: error, id: oldest.id }, "the server refused a message; it is set aside");
    outbox.setAside([{ id: oldest.id, reason: error.message }]);
  }

  async function waitAfter(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || bus.connected) return;
    log[failures === 0 ? "warn" : "debug"](
      { err: error, queued: outbox.size() },
      "nothing gets through over HTTP either",
    );
    underWay = new AbortController();
    await nap(backoffMs(failures, RETRY), AbortSignal.any([signal, underWay.signal]));
  }

  const nap = (ms: number, signal: AbortSignal): Promise<void> => clock.sleep(ms, signal).catch(() => undefined);

  return {
    async start() {
      if (running) return;
      const abort = new AbortController();
      stopListening = bus.onConnect(() => underWay?.abort());
      running = { abort, loop: run(abort.signal) };
    },
    async stop() {
      stopListening();
      running?.abort.abort();
      await running?.loop;
      running = null;
    },
  };
}

const isRefusal = (error: unknown): error is Error => isAppError(error) && error.code === "unprocessable";

/** The oldest of them, as many as fit, at least one. */
function upTo(bytes: number, queued: readonly Queued[]): Queued[] {
  const fitting: Queued[] = [];
  let sum = 0;
  for (const one of queued) {
    sum += Buffer.byteLength(one.payload) + MERGED_BYTES;
    if (sum > bytes && fitting.length > 0) break;
    fitting.push(one);
  }
  return fitting;
}
