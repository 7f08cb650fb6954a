import { readdir } from "node:fs/promises";
import { Client } from "pg";
import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";

const PATIENCE_MS = 60_000;
/** Answers of Postgres that waiting does not change: wrong user or password, no such database. */
const PERMANENT = new Set(["28000", "28P01", "3D000"]);

type Options = { databaseUrl: string; clock: Clock; log: Logger; signal: AbortSignal };

/** Waits up to a minute for Postgres. Throws a sentence for the operator when it does not come, or refuses for good. */
export async function waitForPostgres({ databaseUrl, clock, log, signal }: Options): Promise<void> {
  const startMs = clock.monotonicMs();
  for (let attempt = 0; ; attempt++) {
    const failure = await withClient(databaseUrl, (client) => client.query("SELECT 1")).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    const cause = failure instanceof Error ? failure.message || failure.name : String(failure);
    if (PERMANENT.has(codeOf(failure))) throw new Error(`Postgres refuses DATABASE_URL: ${cause}`, { cause: failure });
    if (clock.monotonicMs() - startMs > PATIENCE_MS)
      throw new Error(`Postgres did not answer within a minute: ${cause}. Is it running, and is DATABASE_URL right?`);
    log.warn({ cause, attempt }, "waiting for Postgres");
    await clock.sleep(250 + backoffMs(attempt, { baseMs: 250, capMs: 5_000 }), signal);
  }
}

/** Throws with the command to run when the database lacks a migration of this version. */
export async function refusePendingMigrations(databaseUrl: string, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const known = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const applied = await withClient(databaseUrl, appliedMigrations);
  const pending = known.filter((name) => !applied.has(name)).sort();
  if (pending.length === 0) return;
  throw new Error(`The database lacks ${pending.length} migration(s), first ${pending[0]}. Run: npm run migrate`);
}

async function appliedMigrations(client: Client): Promise<Set<string>> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!table.rows[0]?.exists) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.map((row) => row.migration_name));
}

async function withClient<T>(databaseUrl: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    void client.end().catch(() => undefined);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
