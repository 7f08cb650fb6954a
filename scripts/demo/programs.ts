import path from "node:path";
import { EDGE_NODE_FLAGS } from "../edge-build/node-flags";
import type { Credentials } from "./credentials";
import type { Films } from "./films";
import { type Ports, piPortOf } from "./ports";
import type { ProgramSpec } from "./program";
import type { Secrets } from "./secrets";

/** Where one installation keeps its things and which ports it has. */
export type Place = {
  dir: string;
  ports: Ports;
  /** The MJPEG camera's; chosen anew at each start. */
  cameraPort: number;
  secrets: Secrets;
  credentials: Credentials;
  films: Films;
  /** Whether the device with sensors, `pi-demo`, runs too. */
  hasPi?: boolean;
  /** More variables for web and hub, for tests. */
  env?: Record<string, string>;
  /** The hub runs as devices do: from `npm run build:edge`. */
  isEdgeBuilt?: boolean | undefined;
};
export type ProgramName = "postgres" | "camera" | "web" | "hub" | "pi";

export const mediaDirOf = (dir: string): string => path.join(dir, "media");
export const databaseUrlOf = ({ secrets, ports }: Pick<Place, "secrets" | "ports">): string =>
  `postgresql://vigie:${secrets.postgresPassword}@127.0.0.1:${ports.PG_PORT}/vigie`;

/** What each program is told. The graces together leave 15 s from the signal to the end of the last one. */
export function programSpecs(place: Place): Record<ProgramName, ProgramSpec> {
  const { dir, ports, secrets, credentials } = place;
  const about = (name: ProgramName, graceMs: number) => ({
    name,
    graceMs,
    logFile: path.join(dir, "logs", `${name}.log`),
    pidFile: path.join(dir, "run", `${name}.pid`),
  });
  return {
    postgres: {
      ...about("postgres", 1_500),
      script: "scripts/demo/postgres.ts",
      env: {
        PG_DATA_DIR: path.join(dir, "postgres"),
        PG_PORT: String(ports.PG_PORT),
        PG_PASSWORD: secrets.postgresPassword,
      },
    },
    camera: {
      ...about("camera", 500),
      script: "scripts/demo/camera-server.ts",
      args: [String(place.cameraPort), "15", place.films.court2],
      env: {},
    },
    web: {
      ...about("web", 5_000),
      script: "server.ts",
      env: {
        ...shared(place),
        PORT: String(ports.PORT),
        DATABASE_URL: databaseUrlOf(place),
        NEXTAUTH_URL: credentials.url,
        NEXTAUTH_SECRET: secrets.nextauthSecret,
        CAMERA_SECRET: secrets.cameraSecret,
        MQTT_PORT: String(ports.MQTT_PORT),
        DISK_RESERVE: "500MB", // as the hub's below
        EDGE_LOCAL_URL: `http://127.0.0.1:${ports.PROXY_BASE_PORT}`,
      },
    },
    hub: {
      ...about("hub", 8_000),
      ...(place.isEdgeBuilt ? BUILT_EDGE : { script: "edge-worker/main.ts" }),
      env: {
        ...shared(place),
        DEVICE_ID: "hub",
        DEVICE_TOKEN: secrets.hubToken,
        MQTT_URL: credentials.mqtt_url,
        EDGE_DATA_DIR: path.join(dir, "hub"),
        EDGE_DB_KEY: secrets.edgeDbKey,
        PROXY_BASE_PORT: String(ports.PROXY_BASE_PORT),
        DISK_RESERVE: "500MB", // somebody who only looks has a nearly full laptop
      },
    },
    pi: {
      ...about("pi", 8_000),
      ...(place.isEdgeBuilt ? BUILT_EDGE : { script: "edge-worker/main.ts" }),
      env: {
        ...shared(place),
        MEDIA_DIR: path.join(dir, "pi", "media"), // another machine, as far as web can tell
        DEVICE_ID: credentials.device.id,
        DEVICE_TOKEN: credentials.device.token,
        MQTT_URL: credentials.mqtt_url,
        EDGE_WEB_URL: credentials.url,
        EDGE_DATA_DIR: path.join(dir, "pi", "data"),
        EDGE_DB_KEY: secrets.edgeDbKey,
        PROXY_BASE_PORT: String(piPortOf(ports)),
        GPIO_DRIVER: "simulated",
        DISK_RESERVE: "500MB",
      },
    },
  };
}

const BUILT_EDGE = { script: "dist/edge/main.js", nodeFlags: EDGE_NODE_FLAGS };

/** Web and hub stand on one machine: one MEDIA_DIR, and cameras that only a demo may have. */
const shared = ({ dir, env }: Place): Record<string, string> => ({
  NODE_ENV: "production",
  MEDIA_DIR: mediaDirOf(dir),
  ALLOW_TEST_SOURCES: "true",
  ALLOWED_HOSTS: "127.0.0.1",
  ...env,
});
