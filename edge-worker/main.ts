import { loadEdgeConfig, readServiceManager } from "@/lib/config/edge";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import { systemdNotifier } from "@/lib/process/systemd-notifier";
import { quarantineDatabase } from "./database-key";
import { keepWatched } from "./watched";
import { startWorker, type Worker } from "./worker";

/** R20: a device leaves durable files within 10 s; systemd kills what takes longer. */
const STOP_WITHIN_MS = 9_500;

const config = (() => {
  try {
    return loadEdgeConfig();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
})();
if (process.argv[2] === "quarantine") {
  const aside = quarantineDatabase(config.EDGE_DATA_DIR, systemClock.now());
  console.log(aside ? `The database is now ${aside}. The next start makes a new one.` : "There is no database.");
  process.exit(0);
}
const log = createLogger("edge-worker", config.LOG_LEVEL);

// A bug leaves an unknown state behind; what is on the disk is known. The next start takes it up from there.
const die = (err: unknown, what: string): never => {
  log.fatal({ err }, what);
  process.exit(1);
};
process.on("uncaughtException", (err) => die(err, "uncaught error"));
process.on("unhandledRejection", (err) => die(err, "unhandled rejection"));

const systemd = systemdNotifier({ ...readServiceManager(), run: runProcess, log });
let worker: Worker | null = null;
let isStopping = false;

async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "stopping");
  setTimeout(() => die(new Error("the deadline passed"), "did not stop in time"), STOP_WITHIN_MS).unref();
  void systemd.tell("STOPPING=1");
  await worker?.stop();
  log.info("stopped");
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

try {
  worker = await startWorker(config, systemClock, log);
  await keepWatched(worker, systemd, systemClock, log);
} catch (err) {
  die(err, "the edge-worker cannot start");
}
