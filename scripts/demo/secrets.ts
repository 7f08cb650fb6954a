import { randomBytes } from "node:crypto";
import path from "node:path";
import { readJson, writePrivately } from "./private-file";

/** What the programs know and people do not; made at the first start, kept in DEMO_DIR/secrets.json. */
export type Secrets = {
  nextauthSecret: string;
  cameraSecret: string;
  edgeDbKey: string;
  postgresPassword: string;
  hubToken: string;
};

const secret = (): string => randomBytes(36).toString("base64url");

export function ensureSecrets(dir: string): Secrets {
  const file = path.join(dir, "secrets.json");
  const kept = readJson<Secrets>(file);
  if (kept) return kept;
  const made: Secrets = {
    nextauthSecret: secret(),
    cameraSecret: secret(),
    edgeDbKey: secret(),
    postgresPassword: secret(),
    hubToken: `vigied_${secret()}`,
  };
  writePrivately(file, made);
  return made;
}
