import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "./generated/client";
import { SteadyClient } from "./steady-client";

export type Db = PrismaClient;
/** Inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;

/** A route must say within 2 s that Postgres is away (R16), be it gone or frozen. Every query of ours takes milliseconds. */
export const ANSWER_MS = 1_500;

/** One pool per process. What Postgres does not answer in `answerMs` fails, so that routes answer 503 instead of hanging. */
export function createDb(databaseUrl: string, poolSize = 10, answerMs = ANSWER_MS): Db {
  const adapter = new PrismaPg({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    Client: SteadyClient,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: answerMs, timeout: Math.max(5_000, answerMs) } });
}
