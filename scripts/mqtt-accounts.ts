// npm run mqtt:accounts [-- <folder>]
// Writes mosquitto's passwords and acl from Postgres into MQTT_ACCOUNTS_DIR (or the folder given), then runs
// MQTT_RELOAD_COMMAND if something changed. web does the same by itself where MQTT_ACCOUNTS_DIR is set.
import { parseArgs } from "node:util";
import { loadWebConfig } from "@/lib/config/web";
import { createDb } from "@/lib/db/client";
import { isDatabaseAway } from "@/lib/db/database-away";
import { reloadBroker, writeBrokerAccounts } from "@/lib/server/write-broker-accounts";

async function main(): Promise<void> {
  const config = loadWebConfig();
  const { positionals } = parseArgs({ allowPositionals: true });
  const dir = positionals[0] ?? config.MQTT_ACCOUNTS_DIR;
  if (!dir) throw new Error("Say where: set MQTT_ACCOUNTS_DIR, or give the folder.");
  const db = createDb(config.DATABASE_URL, 1);
  try {
    const { isChanged, devices, unknown } = await writeBrokerAccounts({ config, db, dir });
    console.log(`${dir}: ${config.MQTT_USERNAME} and ${devices} devices${isChanged ? "" : ", as before"}.`);
    if (unknown.length > 0)
      console.log(`Not there, because mosquitto cannot know their tokens: ${unknown.join(", ")}. Enrol them anew.`);
    if (isChanged) await reloadBroker(config.MQTT_RELOAD_COMMAND);
  } finally {
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  if (isDatabaseAway(error)) console.error("The database does not answer. Is it running, and is DATABASE_URL right?");
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
