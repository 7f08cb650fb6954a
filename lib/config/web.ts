import { z } from "zod";
import { AbsolutePath, DiskReserve, type Env, Flag, LogLevel, Port, parseEnv, Secret } from "./parse";

export const WEB_SECRETS = [
  "DATABASE_URL",
  "NEXTAUTH_SECRET",
  "CAMERA_SECRET",
  "MQTT_PASSWORD",
  "VAPID_PRIVATE_KEY",
] as const;

const Rate = z.coerce.number().int().min(0).max(1_000_000);
const Megabytes = z.coerce.number().int().min(1).max(1_000_000);
const commaSeparated = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** No shell: `["systemctl","reload","mosquitto"]`. */
const JsonCommand = z.string().transform((text, ctx): [string, ...string[]] => {
  const command = CommandLine.safeParse(tryJson(text));
  if (command.success) return command.data;
  ctx.addIssue('must be a JSON array of a program and its arguments, such as ["systemctl","reload","mosquitto"]');
  return z.NEVER;
});
const CommandLine = z.tuple([z.string().min(1)], z.string());
function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const WebEnv = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  /** Address and port the pages and the API are served on. */
  HOST: z.string().default("127.0.0.1"),
  PORT: Port.default(3000),
  LOG_LEVEL: LogLevel,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Address people type; cookies are secure when it is https. */
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }),
  NEXTAUTH_SECRET: Secret,
  /** Seals camera URLs at rest. Several, separated by spaces, to rotate: the first seals, all open. */
  CAMERA_SECRET: z
    .string()
    .transform((v) => v.trim().split(/\s+/))
    .pipe(z.tuple([Secret], Secret)),
  /** Trust X-Forwarded-For of this many proxies in front; 0 takes the socket's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** Requests a second of one person, one club, one device, one address; five seconds' worth may come at once. 0: no limit. */
  RATE_LIMIT_USER: Rate.default(200),
  RATE_LIMIT_CLUB: Rate.default(1_000),
  RATE_LIMIT_DEVICE: Rate.default(200),
  RATE_LIMIT_ADDRESS: Rate.default(1_000),
  /** Logins tried a minute from one address. 0: no limit. */
  RATE_LIMIT_LOGINS: Rate.default(60),
  /** Connections at once, streams and sockets included; more are closed at once. */
  MAX_CONNECTIONS: z.coerce.number().int().min(10).max(1_000_000).default(5_000),
  /** An external MQTT broker. Without it web runs its own on MQTT_HOST:MQTT_PORT. */
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  MQTT_USERNAME: z.string().default("web"),
  MQTT_PASSWORD: z.string().optional(),
  MQTT_HOST: z.string().default("127.0.0.1"),
  MQTT_PORT: Port.default(1883),
  /** PEM of the authority that vouches for an mqtts:// broker, in place of the public ones. */
  MQTT_CA_FILE: AbsolutePath.optional(),
  /** Where devices reach the broker, told to them when they are enrolled. */
  MQTT_PUBLIC_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  /** A folder that web keeps mosquitto's accounts in. */
  MQTT_ACCOUNTS_DIR: AbsolutePath.optional(),
  /** What makes mosquitto read its accounts again: a program and its arguments, as a JSON array. */
  MQTT_RELOAD_COMMAND: JsonCommand.optional(),
  MEDIA_DIR: AbsolutePath,
  /** Kept free where media lie; an upload that would take it is refused. Without it the larger of 2 GiB and 5 %. */
  DISK_RESERVE: DiskReserve,
  /** Largest upload of each kind, in MiB. */
  UPLOAD_MAX_RECORDING_MB: Megabytes.default(51_200),
  UPLOAD_MAX_CLIP_MB: Megabytes.default(1_024),
  UPLOAD_MAX_PHOTO_MB: Megabytes.default(50),
  /** Days a deleted file can be taken back; then the cleanup removes it for good. */
  TRASH_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** Keys by which push services know this installation, as `npx web-push generate-vapid-keys` prints them; without them a pair is made and kept in Postgres. */
  VAPID_PUBLIC_KEY: z.string().min(80).optional(),
  VAPID_PRIVATE_KEY: z.string().min(40).optional(),
  /** Whom a push service writes to: mailto: or https:. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:|https:)/)
    .optional(),
  /** How long a device may be away until its people are alerted. */
  DEVICE_OFFLINE_SECONDS: z.coerce.number().int().min(10).max(86_400).default(60),
  /** Local HTTP of the edge-worker on this machine, for files it has not handed over. */
  EDGE_LOCAL_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Allow cameras of source `file` and `test`, which only an operator should point at things. */
  ALLOW_TEST_SOURCES: Flag.default(false),
  /** Sites whose pages may frame live pictures, as origins: `https://club.example`. Comma-separated. */
  EMBED_ORIGINS: z
    .string()
    .default("")
    .transform((v) => commaSeparated(v))
    .pipe(z.array(z.string().refine(isOrigin, "must be origins such as https://club.example"))),
  /** Hosts a camera URL may name although they are loopback or link-local; `*` for all. Comma-separated. */
  ALLOWED_HOSTS: z
    .string()
    .default("")
    .transform((v) => commaSeparated(v)),
});
export type WebConfig = z.output<typeof WebEnv>;

/** Called once, by server.ts. */
export const loadWebConfig = (env: Env = process.env): WebConfig => parseEnv(WebEnv, env, WEB_SECRETS);
