import { backoffMs } from "@/lib/core/backoff";
import { systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "./bus";
import { ConnectFailure, type ConnectionOptions, MqttConnection } from "./mqtt-connection";
import { Callbacks, Subscriptions } from "./subscriptions";
import { isFilter, isTopic } from "./topic-filter";

/** A password that may change while the program runs. */
export interface PasswordSource {
  /** The one to try now. */
  current(): string;
  /** The broker let somebody in with it. */
  accepted(password: string): void;
  /** The broker refused it. True when there is another one worth trying at once. */
  refused(password: string): boolean;
  /** Called when `current` is another one than before: connections are made anew. Returns how to stop. */
  onChange(callback: () => void): () => void;
}

export type MqttBusOptions = Omit<ConnectionOptions, "keepaliveSeconds" | "password"> & {
  password: string | PasswordSource;
  /** The broker gives up on a silent client after one and a half times this. */
  keepaliveSeconds?: number;
  log: Logger;
};

// R3: back within 10 s of the link's return; a refusal is not cured by knocking more often.
const RETRY = { baseMs: 250, capMs: 5_000 };
const RETRY_REFUSED = { baseMs: 1_000, capMs: 60_000 };
/** A connection that lasted this long forgives the failures before it. */
const STABLE_MS = 5_000;

/** One that never changes. */
export const fixedPassword = (password: string): PasswordSource => ({
  current: () => password,
  accepted: () => undefined,
  refused: () => false,
  onChange: () => () => undefined,
});

/** A Bus over mqtt.js: MQTT 3.1.1 with a clean session, TCP or (mqtts://) verified TLS. `start` does not wait for the broker. */
export function mqttBus({ keepaliveSeconds = 3, log, password, ...options }: MqttBusOptions): Bus {
  const passwords = typeof password === "string" ? fixedPassword(password) : password;
  const subscriptions = new Subscriptions(log);
  const connects = new Callbacks<[]>(log);
  const disconnects = new Callbacks<[]>(log);
  let live: MqttConnection | null = null;
  let running: { abort: AbortController; loop: Promise<void> } | null = null;

  /** One honest attempt: connects, subscribes, stays until the end. Returns how long it was usable, in ms. */
  async function holdConnection(signal: AbortSignal): Promise<number> {
    const password = passwords.current();
    const connection = await MqttConnection.open(
      { ...options, password, keepaliveSeconds },
      (message) => subscriptions.dispatch(message),
      signal,
    ).catch((error: unknown) => {
      if (error instanceof ConnectFailure && error.refused && passwords.refused(password)) return null;
      throw error;
    });
    if (!connection) return 0;
    passwords.accepted(password);
    const close = () => void connection.close();
    signal.addEventListener("abort", close, { once: true });
    const stopListening = passwords.onChange(close);
    try {
      await subscribeToAll(connection);
      const sinceMs = systemClock.monotonicMs();
      live = connection;
      log.info({ clientId: options.clientId }, "connected to the message broker");
      connects.call();
      const cause = await connection.ended;
      live = null;
      const lastedMs = Math.round(systemClock.monotonicMs() - sinceMs);
      log[signal.aborted ? "info" : "warn"]({ cause, lastedMs }, "disconnected from the message broker");
      disconnects.call();
      return lastedMs;
    } finally {
      signal.removeEventListener("abort", close);
      stopListening();
      await connection.close();
    }
  }

  /** Also to what is added while the broker answers, so that nothing is missing when the connection is announced. */
  async function subscribeToAll(connection: MqttConnection): Promise<void> {
    const standing = new Set<string>();
    for (;;) {
      const missing = new Map([...subscriptions.filters()].filter(([filter]) => !standing.has(filter)));
      if (missing.size === 0) return;
      await subscribeTo(connection, missing);
      for (const filter of missing.keys()) standing.add(filter);
    }
  }

  async function subscribeTo(connection: MqttConnection, filters: ReadonlyMap<string, 0 | 1>): Promise<void> {
    const refused = await connection.subscribe(filters);
    if (refused.length > 0) log.error({ refused }, "the message broker refused subscriptions");
  }

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let lastCause = "";
    while (!signal.aborted) {
      let retry = RETRY;
      try {
        if ((await holdConnection(signal)) >= STABLE_MS) failures = 0;
        lastCause = "";
      } catch (error) {
        if (signal.aborted) break;
        if (error instanceof ConnectFailure && error.refused) retry = RETRY_REFUSED;
        const cause = error instanceof Error ? error.message : String(error);
        log[cause === lastCause ? "debug" : "warn"]({ cause, failures }, "no connection to the message broker");
        lastCause = cause;
      }
      await systemClock.sleep(backoffMs(failures++, retry), signal).catch(() => undefined);
    }
  }

  return {
    async start() {
      if (running) return;
      const abort = new AbortController();
      running = { abort, loop: run(abort.signal) };
    },
    async stop() {
      running?.abort.abort();
      await running?.loop;
      running = null;
    },
    get connected() {
      return live !== null;
    },
    async publish(topic, payload, publishOptions = {}) {
      if (!live) throw new AppError("unavailable", "There is no connection to the message broker.");
      if (!isTopic(topic)) throw new AppError("internal", `Not a topic: ${topic}`);
      await live.publish(topic, payload, publishOptions);
    },
    subscribe(filter, onMessage, { qos = 1 } = {}) {
      if (!isFilter(filter)) throw new AppError("internal", `Not a topic filter: ${filter}`);
      const remove = subscriptions.add({ filter, qos, onMessage });
      // Asked again even when the filter stands already: that is how a broker tells what it retained. A connection
      // that breaks meanwhile needs no care, the next one subscribes to everything.
      const highest = subscriptions.filters().get(filter) ?? qos;
      if (live) void subscribeTo(live, new Map([[filter, highest]])).catch(() => undefined);
      return () => {
        if (remove()) void live?.unsubscribe(filter).catch(() => undefined);
      };
    },
    onConnect: (callback) => connects.add(callback),
    onDisconnect: (callback) => disconnects.add(callback),
  };
}
