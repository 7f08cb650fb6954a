import { isDatabaseAway } from "@/lib/db/database-away";

/** What devices send waits longer for a connection than a person would, and may be a thousand rows. */
export const INGEST_TRANSACTION = { maxWait: 10_000, timeout: 30_000 };

// P1xxx: no connection; P2024: none free; P2028: no transaction begun or finished in time.
const BUSY_OR_AWAY = /^P(1\d{3}|2024|2028)$/;

/** Postgres itself failed, so that trying a batch's parts one by one would only add to its load. */
export const isPostgresBusy = (error: unknown): boolean =>
  (error instanceof Error && "code" in error && BUSY_OR_AWAY.test(String(error.code))) || isDatabaseAway(error);
