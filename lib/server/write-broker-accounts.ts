import { chmod, readFile } from "node:fs/promises";
import path from "node:path";
import type { WebConfig } from "@/lib/config/web";
import { isMosquittoHashOf, mosquittoHash } from "@/lib/core/mosquitto-hash";
import type { Db } from "@/lib/db/client";
import { mosquittoAcl } from "@/lib/mqtt/mosquitto-config";
import { runProcess } from "@/lib/process/node-process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import { ensureFolder, writeDurably } from "@/lib/storage/durable";

export const PASSWORDS_FILE = "passwords";
export const ACL_FILE = "acl";
/** The broker's own group reads them; a folder with the set-group-id bit gives it to them (docs/mqtt.md). */
const MODE = 0o640;
const RELOAD_MS = 10_000;

type Options = { config: Pick<WebConfig, "MQTT_USERNAME" | "MQTT_PASSWORD">; db: Db; dir: string };
export type Written = {
  isChanged: boolean;
  /** How many devices may log in. */
  devices: number;
  /** Enrolled before the broker could know them: they need a new code. */
  unknown: string[];
};

/**
 * Writes mosquitto's `passwords` and `acl` into `dir`, each whole or not at all and only when something changed: web's own
 * account, and one for each device that is neither revoked nor still without a machine. Throws when MQTT_PASSWORD is
 * missing: a broker that anybody may read as web is no broker.
 */
export async function writeBrokerAccounts({ config, db, dir }: Options): Promise<Written> {
  const { MQTT_USERNAME: username, MQTT_PASSWORD: password } = config;
  if (!password) throw new Error("MQTT_PASSWORD is missing: web needs one to log in at the message broker.");
  const rows = await db.device.findMany({
    where: { revokedAt: null, tokenHash: { not: null } },
    orderBy: { id: "asc" },
  });
  const verifierOf = (row: (typeof rows)[number]) => (row.nextTokenKeptAt ? row.nextTokenVerifier : row.tokenVerifier);
  await ensureFolder(dir);
  const passwordsFile = path.join(dir, PASSWORDS_FILE);
  const before = await readFile(passwordsFile, "utf8").catch(() => "");
  const known = rows.filter((row) => row.id !== username && verifierOf(row));
  const lines = [
    `${username}:${keptHash(before, username, password) ?? mosquittoHash(password)}`,
    ...known.map((row) => `${row.id}:${verifierOf(row)}`),
  ];
  const changes = [
    // Rules first: an account without them could do nothing, rules without an account do no harm.
    await writeIfChanged(path.join(dir, ACL_FILE), mosquittoAcl(username)),
    await writeIfChanged(passwordsFile, `${lines.join("\n")}\n`),
  ];
  const unknown = rows.filter((row) => !verifierOf(row)).map(({ id }) => id);
  return { isChanged: changes.includes(true), devices: known.length, unknown };
}

/** A salt makes a hash new each time: the one that stands is kept while it is the password's. */
function keptHash(file: string, username: string, password: string): string | null {
  const line = file.split("\n").find((text) => text.startsWith(`${username}:`));
  const hash = line?.slice(username.length + 1);
  return hash && isMosquittoHashOf(hash, password) ? hash : null;
}

async function writeIfChanged(file: string, text: string): Promise<boolean> {
  if ((await readFile(file, "utf8").catch(() => null)) === text) return false;
  await writeDurably(file, text);
  await chmod(file, MODE);
  return true;
}

/** Makes the broker read its accounts again. Rejects with the program's last words when it could not. */
export async function reloadBroker(command: WebConfig["MQTT_RELOAD_COMMAND"]): Promise<void> {
  if (!command) return;
  const [program, ...args] = command;
  const { code, timedOut, stderrTail } = await runToEnd(
    runProcess,
    { command: program, args },
    { deadlineMs: RELOAD_MS },
  );
  if (code === 0) return;
  const end = timedOut ? `did not end within ${RELOAD_MS / 1_000} s` : `ended with ${code}`;
  throw new Error(`The broker did not read its accounts again: ${program} ${end}. ${stderrTail.join(" ")}`);
}
