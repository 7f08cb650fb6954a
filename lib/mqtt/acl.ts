import { isFilter, isTopic, matchesFilter } from "./topic-filter";
import { topics } from "./topics";

/** Who a broker connection belongs to. `credential` tells apart what a device logged in with; it is no secret. */
export type Account = { kind: "device"; id: string; credential?: string } | { kind: "web" };

/** Where a device may write: under its own id only. `%u` in the place of the id gives mosquitto's patterns. */
export const deviceWrites = (id: string): string[] => [
  `sensors/${id}/#`,
  `video/${id}/#`,
  topics.report(id),
  topics.replies(id),
  topics.status(id),
  topics.alive(id),
  `preview/${id}/#`,
];

/** What a device may read: the commands to it and the acknowledgements of what it sent. */
export const deviceReads = (id: string): string[] => [topics.commands(id), topics.acks(id)];

/** web speaks to every device; a device writes under its own id. Nobody writes below `$`. */
export function mayPublish(account: Account, topic: string): boolean {
  if (!isTopic(topic)) return false;
  return account.kind === "web" || deviceWrites(account.id).some((filter) => matchesFilter(filter, topic));
}

/**
 * A device's filter must be one of the two topics it may read, letter for letter: any wildcard would reach further.
 * `$share` is refused for all, because the embedded broker grants it and then delivers nothing.
 */
export function maySubscribe(account: Account, filter: string): boolean {
  if (!isFilter(filter)) return false;
  return account.kind === "web" || deviceReads(account.id).includes(filter);
}

/** The only thing worth keeping at the broker is a device's status: a retained event would be told again and again. */
export const mayRetain = (account: Account, topic: string): boolean =>
  account.kind === "web" || topic === topics.status(account.id);
