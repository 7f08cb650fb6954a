import { AppError } from "@/lib/core/errors";
import { createLogger, type Logger } from "@/lib/core/logger";
import type { Bus, Message } from "./bus";
import { Callbacks, Subscriptions } from "./subscriptions";
import { isFilter, isTopic, matchesFilter } from "./topic-filter";

export type Will = { topic: string; payload: string; retain: boolean };
/** A bus whose link can be broken: `cut` is what a killed process or a pulled cable looks like, so the will is sent. */
export type MemoryBus = Bus & { cut(): void; restore(): void };
export type MemoryBroker = { bus(options?: { will?: Will }): MemoryBus };

type Client = { filters: Map<string, 0 | 1>; deliver(message: Message): void };

class Routes {
  readonly clients = new Set<Client>();
  private readonly retained = new Map<string, Buffer>();

  route(topic: string, payload: Buffer, retain: boolean): void {
    if (retain && payload.length === 0) this.retained.delete(topic);
    else if (retain) this.retained.set(topic, payload);
    for (const client of this.clients)
      if ([...client.filters.keys()].some((filter) => matchesFilter(filter, topic)))
        client.deliver({ topic, payload, retained: false });
  }

  replay(client: Client, filter: string): void {
    for (const [topic, payload] of this.retained)
      if (matchesFilter(filter, topic)) client.deliver({ topic, payload, retained: true });
  }
}

/** Buses of one process that share a broker in memory, for tests and for a program that speaks to itself. */
export function memoryBroker(log: Logger = createLogger("memory-broker", "error")): MemoryBroker {
  const routes = new Routes();
  return { bus: ({ will } = {}) => memoryBus(routes, will, log) };
}

function memoryBus(routes: Routes, will: Will | undefined, log: Logger): MemoryBus {
  const subscriptions = new Subscriptions(log);
  const connects = new Callbacks<[]>(log);
  const disconnects = new Callbacks<[]>(log);
  let client: Client | null = null;

  const connect = (): void => {
    if (client) return;
    // Like a socket: what is delivered arrives later, in order, and not at all once the link is gone.
    const own: Client = {
      filters: subscriptions.filters(),
      deliver: (message) => void setImmediate(() => client === own && subscriptions.dispatch(message)),
    };
    client = own;
    routes.clients.add(own);
    for (const filter of own.filters.keys()) routes.replay(own, filter);
    connects.call();
  };
  const disconnect = (sendWill: boolean): void => {
    if (!client) return;
    routes.clients.delete(client);
    client = null;
    if (sendWill && will) routes.route(will.topic, Buffer.from(will.payload), will.retain);
    disconnects.call();
  };

  return {
    start: async () => connect(),
    stop: async () => disconnect(false),
    cut: () => disconnect(true),
    restore: connect,
    get connected() {
      return client !== null;
    },
    async publish(topic, payload, { retain = false } = {}) {
      if (!client) throw new AppError("unavailable", "There is no connection to the message broker.");
      if (!isTopic(topic)) throw new AppError("internal", `Not a topic: ${topic}`);
      routes.route(topic, Buffer.from(payload), retain);
    },
    subscribe(filter, onMessage, { qos = 1 } = {}) {
      if (!isFilter(filter)) throw new AppError("internal", `Not a topic filter: ${filter}`);
      const remove = subscriptions.add({ filter, qos, onMessage });
      client?.filters.set(filter, qos);
      if (client) routes.replay(client, filter);
      return () => void (remove() && client?.filters.delete(filter));
    },
    onConnect: (callback) => connects.add(callback),
    onDisconnect: (callback) => disconnects.add(callback),
  };
}
