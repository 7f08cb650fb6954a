import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startPostgres } from "../embedded-postgres.mjs";

// The embedded Postgres as a program of its own, so that it can be supervised, and ends when its supervisor does.
const dataDir = required("PG_DATA_DIR");
const port = Number(required("PG_PORT"));

if (existsSync(dataDir)) await endOrphan(realpathSync(dataDir));
const postgres = await startPostgres({
  dataDir,
  port,
  user: "vigie",
  password: required("PG_PASSWORD"),
  database: "vigie",
});
console.log(JSON.stringify({ up: true, port, pid: postgres.child.pid }));
let isStopping = false;
const stop = () => {
  isStopping = true;
  void postgres.stop();
};
process.once("SIGTERM", stop).once("SIGINT", stop);
postgres.child.once("exit", (code) => process.exit(isStopping ? 0 : (code ?? 1)));

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

/** Ends the server that a killed program of ours left on this folder; only one whose own command line names it. */
async function endOrphan(folder: string): Promise<void> {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!isServerOf(pid, folder)) return rmSync(file, { force: true });
  console.log(JSON.stringify({ orphan: pid }));
  process.kill(pid, "SIGINT");
  for (let tries = 0; isServerOf(pid, folder) && tries < 100; tries++) await delay(100);
}

function isServerOf(pid: number, folder: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return path.basename(command[0] ?? "") === "postgres" && command.includes(folder);
  } catch {
    return false;
  }
}
