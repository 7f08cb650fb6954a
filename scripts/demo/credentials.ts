import { randomBytes } from "node:crypto";
import path from "node:path";
import { readJson, writePrivately } from "./private-file";

export const ACCOUNTS = {
  super_admin: "super@demo.vigie",
  club_admin: "admin@demo.vigie",
  staff: "staff@demo.vigie",
  player: "player@demo.vigie",
  player_same_club: "player2@demo.vigie",
  club_admin_other: "admin@autre.vigie",
  player_other: "player@autre.vigie",
} as const;
export type AccountName = keyof typeof ACCOUNTS;
export type Account = { email: string; password: string };
const NAMES = Object.keys(ACCOUNTS) as AccountName[];

/** What DEMO_DIR/credentials.json says: where the demo is and who may enter. */
export type Credentials = { url: string; mqtt_url: string } & Record<AccountName, Account> & {
    device: { id: string; token: string };
  };

/** Passwords are made at the first start and stay; the addresses follow the ports of this start. */
export function ensureCredentials(dir: string, url: string, mqttUrl: string): Credentials {
  const file = path.join(dir, "credentials.json");
  const kept = readJson<Credentials>(file);
  const accounts = Object.fromEntries(
    NAMES.map((name) => [name, kept?.[name] ?? { email: ACCOUNTS[name], password: newPassword() }]),
  ) as Record<AccountName, Account>;
  const device = kept?.device ?? { id: "pi-demo", token: `vigied_${randomBytes(32).toString("base64url")}` };
  const credentials: Credentials = { url, mqtt_url: mqttUrl, ...accounts, device };
  writePrivately(file, credentials);
  return credentials;
}

const newPassword = (): string => randomBytes(12).toString("base64url");
