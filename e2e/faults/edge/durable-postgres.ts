import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { createDb } from "@/lib/db/client";
import { startPostgres } from "@/scripts/embedded-postgres.mjs";
import { freePort } from "@/test/free-port";
import { migratedTemplate } from "@/test/postgres";
import { keepRunning, type Life } from "./keep-running";

const run = promisify(execFile);
const PATIENT_MS = 60_000;

export type DurablePostgres = Awaited<ReturnType<typeof startDurablePostgres>>;

/** A migrated Postgres with its own settings of durability, that comes back with its data whenever it is killed. */
export async function startDurablePostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), "vigie-durable-"));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user
  const dataDir = path.join(folder, "data");
  await run("cp", ["-a", await migratedTemplate(), dataDir]);
  const port = await freePort();
  let url = "";
  const begin = async (): Promise<Life> => {
    const { child, url: itsUrl } = await startPostgres({ dataDir, port });
    url = itsUrl;
    return {
      pid: child.pid!,
      signal: (name) => void child.kill(name),
      ended: ended(child),
      words: () => "Postgres ended",
    };
  };
  const program = await keepRunning("postgres", begin);
  const db = createDb(url, 4, PATIENT_MS);
  return {
    ...{ program, port, url, db },
    async stop() {
      await db.$disconnect();
      await program.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

type Child = Awaited<ReturnType<typeof startPostgres>>["child"];
const ended = async (child: Child): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
};
