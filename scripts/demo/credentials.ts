import { randomBytes } from "node:crypto";
import path from "node:path";
import { DEMO_EMAILS, type DemoPerson } from "@/prisma/seed";
import { readJson, writePrivately } from "./private-file";

export type Account = { email: string; password: string };
const NAMES = Object.keys(DEMO_EMAILS) as DemoPerson[];

/** What DEMO_DIR/credentials.json says: where the demo is and who may enter. */
export type Credentials = { url: string; mqtt_url: string } & Record<DemoPerson, Account> & {
    device: { id: string; token: string };
  };

/** Passwords are made at the first start and stay; the addresses follow the ports of this start. */
export function ensureCredentials(dir: string, url: string, mqttUrl: string): Credentials {
  const file = path.join(dir, "credentials.json");
  const kept = readJson<Credentials>(file);
  const accounts = Object.fromEntries(
    NAMES.map((name) => [name, kept?.[name] ?? { email: DEMO_EMAILS[name], password: newPassword() }]),
  ) as Record<DemoPerson, Account>;
  const device = kept?.device ?? { id: "pi-demo", token: `vigied_${randomBytes(32).toString("base64url")}` };
  const credentials: Credentials = { url, mqtt_url: mqttUrl, ...accounts, device };
  writePrivately(file, credentials);
  return credentials;
}

export const passwordsOf = (credentials: Credentials): Record<DemoPerson, string> =>
  Object.fromEntries(NAMES.map((name) => [name, credentials[name].password])) as Record<DemoPerson, string>;

const newPassword = (): string => randomBytes(12).toString("base64url");
