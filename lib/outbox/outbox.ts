export type OutboxMessage = {
  /** The event's or report's id: unique here and in Postgres. */
  id: string;
  topic: string;
  /** JSON, without `seq`, which is given here and merged in when it is sent. */
  payload: Record<string, unknown>;
};
/** Why the server will never take a message. */
export type Rejected = { id: string; reason: string };
export type Queued = { seq: number; id: string; topic: string; payload: string; queuedAt: Date };

/**
 * Durable queue of what the server has not confirmed, oldest first. At-least-once: the id makes it idempotent.
 * `seq` grows by one per message for the life of the database, across restarts, and is never used twice.
 */
export interface Outbox {
  /** Durable (fsynced) when this returns. Adding an id it already holds changes nothing. */
  add(message: OutboxMessage): void;
  /** The same for several, with one wait for the disk: all of them or, when it throws, none. */
  addAll(messages: readonly OutboxMessage[]): void;
  /** Oldest first, past `afterSeq`, without removing. */
  peek(limit: number, afterSeq?: number): Queued[];
  /** Forgets these ids. A broker's PUBACK is not enough: only the server's own ack, after its commit. */
  forget(ids: readonly string[]): void;
  /** Takes what the server refused out of the queue and keeps it aside with the reason, the newest 10,000. */
  setAside(rejected: readonly Rejected[]): void;
  /** How many are kept aside. */
  deadLetters(): number;
  size(): number;
  /** The newest number that was given, 0 before the first: everything up to it was said, acknowledged or not. */
  lastSeq(): number;
  oldestQueuedAt(): Date | null;
}
