import type { Database } from "better-sqlite3";

/**
 * The number of rows in the outbox, without counting: a million take a while, and it is asked for every few seconds. What
 * was added within somebody's transaction counts for certain once that is over, because it may be rolled back.
 */
export function countedRows(db: Database) {
  const present = db
    .prepare<[string], number>("SELECT count(*) FROM outbox WHERE id IN (SELECT value FROM json_each(?))")
    .pluck();
  let count = db.prepare<[], number>("SELECT count(*) FROM outbox").pluck().get() ?? 0;
  let unsure: string[] = [];

  const settle = (): void => {
    if (unsure.length === 0 || db.inTransaction) return;
    count -= unsure.length - (present.get(JSON.stringify(unsure)) ?? 0);
    unsure = [];
  };
  return {
    /** `add` answers the ids it added. */
    added(add: () => string[]): void {
      settle();
      const ids = add();
      count += ids.length;
      if (db.inTransaction) unsure.push(...ids);
    },
    /** `remove` answers how many it removed. */
    removed(remove: () => number): void {
      settle();
      count -= remove();
    },
    count(): number {
      settle();
      return count;
    },
  };
}
