import { randomBytes } from "node:crypto";
import path from "node:path";
import type { EnrolmentPlace } from "@/lib/config/edge";
import type { Enrollment } from "@/lib/contracts/devices";

/** Where the authority's certificate is kept: beside the file. */
export const authorityFile = (file: string): string => `${file}.ca.pem`;

/**
 * What the device needs to run as `enrolled`. Its database's key stays when there is one, because losing it loses what the
 * database holds; folders are proposed where nobody chose any.
 */
export function settingsFor(
  enrolled: Enrollment,
  { file, fromFile, environment }: EnrolmentPlace,
): Record<string, string> {
  const has = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`] || fromFile[name]);
  const below = (name: string) => path.join(path.dirname(file), ".edge", name);
  return {
    DEVICE_ID: enrolled.device_id,
    DEVICE_TOKEN: enrolled.token,
    ...(!has("EDGE_DB_KEY") && { EDGE_DB_KEY: randomBytes(48).toString("base64url") }),
    MQTT_URL: enrolled.mqtt_url,
    ...(enrolled.mqtt_ca !== null && { MQTT_CA_FILE: authorityFile(file) }),
    EDGE_WEB_URL: enrolled.web_url,
    ...(!has("MEDIA_DIR") && { MEDIA_DIR: below("media") }),
    ...(!has("EDGE_DATA_DIR") && { EDGE_DATA_DIR: below("data") }),
  };
}

const HEAD = "# Written by edge:enroll; read by npm run edge. It holds secrets: nobody else may read it.";

/** `text` with these settings in the place of the ones it has; every other line stays. */
export function withSettings(text: string, settings: Record<string, string>): string {
  const kept = text.split("\n").filter((line) => {
    const name = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1];
    return name === undefined || !(name in settings);
  });
  while (kept.at(-1) === "") kept.pop();
  const head = kept.includes(HEAD) ? [] : [HEAD];
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  return `${[...head, ...kept, ...lines].join("\n")}\n`;
}

/** Folders may have spaces, and a # would begin a comment. */
const quoted = (value: string): string => (/^[\w./:@+-]*$/.test(value) ? value : JSON.stringify(value));
