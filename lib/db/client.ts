import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "./generated/client";

export type Db = PrismaClient;
/** Inside `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;

/** A route must say within 2 s that Postgres is away (R16), be it gone or frozen. Every query of ours takes milliseconds. */
const ANSWER_MS = 1_500;

/** One pool per process. What Postgres does not answer in time fails, so that routes answer 503 instead of hanging. */
export function createDb(databaseUrl: string, poolSize = 10): Db {
  const adapter = new PrismaPg({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
  });
  return new PrismaClient({ adapter });
}
