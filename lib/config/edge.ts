import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv as parseEnvText } from "node:util";
import { z } from "zod";
import { DeviceId } from "../contracts/common";
import { AbsolutePath, DiskReserve, type Env, Flag, LogLevel, Port, parseEnv, Secret } from "./parse";

export const EDGE_SECRETS = ["DEVICE_TOKEN", "EDGE_DB_KEY", "EDGE_LOCAL_TOKEN"] as const;

export const EdgeEnv = z
  .object({
    /** The file that enrolling writes and `loadEdgeConfig` reads. */
    EDGE_ENV_FILE: z.string().optional(),
    DEVICE_ID: DeviceId,
    DEVICE_TOKEN: z.string().min(16, "is missing or too short; enrol the device to get one"),
    MQTT_URL: z.url({ protocol: /^mqtts?$/ }).default("mqtt://127.0.0.1:1883"),
    /** PEM of the authority that vouches for an mqtts:// broker, in place of the public ones. */
    MQTT_CA_FILE: AbsolutePath.optional(),
    LOG_LEVEL: LogLevel,
    /** The spool: every file is born here. */
    MEDIA_DIR: AbsolutePath,
    /** The device's own database and working files. */
    EDGE_DATA_DIR: AbsolutePath,
    /** Seals what the device keeps in SQLite (camera URLs, queued payloads). Losing it loses them. */
    EDGE_DB_KEY: Secret,
    FFMPEG_PATH: z.string().default("ffmpeg"),
    FFPROBE_PATH: z.string().default("ffprobe"),
    /** One port for all proxies and the device's own pages. */
    PROXY_BASE_PORT: Port.default(8080),
    EDGE_LOCAL_HOST: z.string().default("127.0.0.1"),
    EDGE_LOCAL_TOKEN: z.string().min(16).optional(),
    VIDEO_CODEC: z
      .string()
      .regex(/^[a-z0-9_]+$/)
      .default("libx264"),
    VIDEO_PRESET: z
      .string()
      .regex(/^[a-z]+$/)
      .default("veryfast"),
    VIDEO_CRF: z.coerce.number().int().min(0).max(51).default(23),
    VIDEO_FPS: z.coerce.number().int().min(1).max(60).default(25),
    DEFAULT_DURATION_SECONDS: z.coerce.number().int().min(60).max(36_000).default(5_400),
    MAX_CONCURRENT_RECORDINGS: z.coerce.number().int().min(1).max(500).default(10),
    /** Kept free where recordings are born; without it the larger of 2 GiB and 5 %. */
    DISK_RESERVE: DiskReserve,
    /**
     * Where web is: for uploads (without it files stay here until an operator copies them), and for events and reports
     * while MQTT does not get through.
     */
    EDGE_WEB_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** What is sent to web by itself: `all`, only `clips`, or nothing until somebody asks for it (`asked`). */
    UPLOADS: z.enum(["all", "clips", "asked"]).default("all"),
    /** Most kilobits a second that uploads take; 0: no limit. */
    UPLOAD_LIMIT_KBPS: z.coerce.number().int().min(0).max(10_000_000).default(0),
    ALLOW_TEST_SOURCES: Flag.default(false),
    /** How sensors are read; without it onoff where sysfs has GPIO, else libgpiod where gpiomon is, else none. */
    GPIO_DRIVER: z.enum(["onoff", "libgpiod", "simulated", "none"]).optional(),
    /** Says what the sensors are, in the place of what web says. */
    EDGE_CONFIG_FILE: AbsolutePath.optional(),
    ALLOWED_HOSTS: z
      .string()
      .default("")
      .transform((v) =>
        v
          .split(",")
          .map((h) => h.trim())
          .filter(Boolean),
      ),
  })
  .refine((e) => e.EDGE_LOCAL_HOST === "127.0.0.1" || e.EDGE_LOCAL_TOKEN !== undefined, {
    path: ["EDGE_LOCAL_TOKEN"],
    message: "is needed when EDGE_LOCAL_HOST is not 127.0.0.1",
  });
export type EdgeConfig = z.output<typeof EdgeEnv>;

/** What enrolling wrote, unless EDGE_ENV_FILE says where; below the folder the program is started in. */
export const DEFAULT_ENV_FILE = ".env.edge";
export const edgeEnvFile = (env: Env = process.env): string => path.resolve(env.EDGE_ENV_FILE || DEFAULT_ENV_FILE);

function readEnvFile(file: string): Env {
  if (!existsSync(file)) return {};
  try {
    return parseEnvText(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`Bad configuration:\n  EDGE_ENV_FILE: ${file} cannot be read`, { cause });
  }
}

/** Where enrolling writes, what stands there, and what the environment says beside. */
export type EnrolmentPlace = { file: string; fromFile: Env; environment: Env };
export function readEnrolmentPlace(environment: Env = process.env): EnrolmentPlace {
  const file = edgeEnvFile(environment);
  return { file, fromFile: readEnvFile(file), environment };
}

/** What the environment says counts; the file fills in the rest. */
export const withEnvFile = (env: Env): Env => ({ ...readEnvFile(edgeEnvFile(env)), ...env });

/** Called once, by edge-worker/main.ts. */
export const loadEdgeConfig = (env: Env = process.env): EdgeConfig => parseEnv(EdgeEnv, withEnvFile(env), EDGE_SECRETS);

/** What systemd tells a program it starts (sd_notify(3), sd_watchdog_enabled(3)): nobody sets it by hand. */
export function readServiceManager(env: Env = process.env): { socket: string | null; watchdogMs: number | null } {
  const watchdogMs = Number(env.WATCHDOG_USEC) / 1_000;
  return { socket: env.NOTIFY_SOCKET || null, watchdogMs: watchdogMs > 0 ? watchdogMs : null };
}
