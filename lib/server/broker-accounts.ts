import type { WebConfig } from "@/lib/config/web";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { Db } from "@/lib/db/client";
import { reloadBroker, writeBrokerAccounts } from "./write-broker-accounts";

/** Notices come at once; what one missed is found this often. */
const CHECK_MS = 5_000;

type Options = { config: WebConfig; db: Db; clock: Clock; log: Logger };

/**
 * Keeps mosquitto's account files equal to Postgres, where MQTT_ACCOUNTS_DIR names a folder: written when something
 * changed, one at a time, then mosquitto is told to read them. Without the folder the operator runs `npm run
 * mqtt:accounts`.
 */
export function keepBrokerAccounts({ config, db, clock, log }: Options) {
  const dir = config.MQTT_ACCOUNTS_DIR;
  if (dir === undefined) return { changed: () => undefined, stop: async () => undefined };
  let working: Promise<void> | null = null;
  let isAskedAgain = false;
  // What a web that is gone wrote may never have been read.
  let isReloadDue = true;

  const write = async (): Promise<void> => {
    const { isChanged, devices } = await writeBrokerAccounts({ config, db, dir });
    if (isChanged) log.info({ devices }, "the broker's accounts were written");
    isReloadDue ||= isChanged;
    if (!isReloadDue) return;
    await reloadBroker(config.MQTT_RELOAD_COMMAND);
    isReloadDue = false;
  };
  const work = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await write().catch((err: unknown) =>
        log.warn({ err }, "the broker does not have the newest accounts; tried again"),
      );
    } while (isAskedAgain);
    working = null;
  };
  const look = (): Promise<void> => {
    isAskedAgain = working !== null;
    working ??= work();
    return working;
  };
  const stopChecking = every({ name: "broker accounts", periodMs: CHECK_MS, clock, log }, look);
  return {
    changed: () => void look(),
    async stop() {
      stopChecking();
      await working;
    },
  };
}
