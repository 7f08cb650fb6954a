import { loadWebConfig, type WebConfig } from "@/lib/config/web";
import { createLogger } from "@/lib/core/logger";
import { startWeb } from "@/lib/server/compose";

/** Longest a stop may take; a supervisor kills soon after. */
const STOP_MS = 9_500;

function readConfig(): WebConfig {
  try {
    return loadWebConfig();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const config = readConfig();
const log = createLogger("web", config.LOG_LEVEL);
const stopping = new AbortController();
const web = startWeb({ config, log, folder: import.meta.dirname, signal: stopping.signal });

async function stop(signal: string): Promise<void> {
  if (stopping.signal.aborted) process.exit(1);
  stopping.abort();
  log.info({ signal }, "stopping");
  setTimeout(() => {
    log.error("did not stop in time");
    process.exit(1);
  }, STOP_MS).unref();
  await web.then((running) => running.stop()).catch(() => undefined);
  log.info("stopped");
  process.exit(0);
}
process.on("SIGTERM", stop).on("SIGINT", stop);
// Next would log it and go on in a state nobody knows; a supervisor starts afresh, and recordings lose nothing by it.
process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "a bug ended web");
  process.exit(1);
});

web.then(
  ({ url }) => log.info({ address: url }, "web is ready"),
  (error: unknown) => {
    if (stopping.signal.aborted) return;
    log.fatal({ err: error }, error instanceof Error ? error.message : "web could not start");
    process.exit(1);
  },
);
