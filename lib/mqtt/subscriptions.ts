import type { Logger } from "@/lib/core/logger";
import type { Message } from "./bus";
import { matchesFilter } from "./topic-filter";

type Subscription = { filter: string; qos: 0 | 1; onMessage: (message: Message) => void };

/** What a bus was asked to listen to: it outlives every connection. */
export class Subscriptions {
  private readonly all = new Set<Subscription>();

  constructor(private readonly log: Logger) {}

  /** The returned function forgets it, and tells whether it was the last one of its filter. */
  add(subscription: Subscription): () => boolean {
    this.all.add(subscription);
    return () => this.all.delete(subscription) && ![...this.all].some((s) => s.filter === subscription.filter);
  }

  /** Each filter once, with the highest quality anybody asked for. */
  filters(): Map<string, 0 | 1> {
    const filters = new Map<string, 0 | 1>();
    for (const { filter, qos } of this.all) filters.set(filter, qos === 1 ? 1 : (filters.get(filter) ?? 0));
    return filters;
  }

  dispatch(message: Message): void {
    for (const { filter, onMessage } of [...this.all]) {
      if (!matchesFilter(filter, message.topic)) continue;
      try {
        onMessage(message);
      } catch (error) {
        this.log.error({ err: error, topic: message.topic }, "a message's handler failed");
      }
    }
  }
}

/** Functions to call at an occasion. One that fails is logged and does not keep the others from being called. */
export class Callbacks<A extends unknown[]> {
  private readonly all = new Set<(...args: A) => void>();

  constructor(private readonly log: Logger) {}

  add(callback: (...args: A) => void): () => void {
    // A wrapper of its own, so that the same function added twice is called twice and removed once.
    const own = (...args: A) => callback(...args);
    this.all.add(own);
    return () => void this.all.delete(own);
  }

  call(...args: A): void {
    for (const callback of [...this.all]) {
      try {
        callback(...args);
      } catch (error) {
        this.log.error({ err: error }, "a callback failed");
      }
    }
  }
}
