import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { type Credentials, ensureCredentials } from "./credentials";
import { fillDatabase } from "./fill";
import { ensureFilms } from "./films";
import { migrate } from "./migrate";
import { freePort, type Ports, piPortOf } from "./ports";
import { Program } from "./program";
import { databaseUrlOf, mediaDirOf, type Place, type ProgramName, programSpecs } from "./programs";
import { waitForPostgres, waitUntilUsable } from "./readiness";
import { ensureSecrets } from "./secrets";

export type StackOptions = {
  dir: string;
  ports: Ports;
  log: (line: string) => void;
  /** Where the cameras' films are kept; another folder lets several stacks share them. */
  filmsDir?: string;
  /** Starts the device with sensors, too. */
  hasPi?: boolean;
  /** More variables for web and hub. */
  env?: Record<string, string>;
  /** The hub runs as devices do; it must have been built. */
  isEdgeBuilt?: boolean;
  /** Gives the start up. */
  signal?: AbortSignal;
};

export type Stack = {
  url: string;
  credentials: Credentials;
  mqttUrl: string;
  databaseUrl: string;
  mediaDir: string;
  /** What each camera plays. */
  films: Record<"court1" | "court2" | "court3", string>;
  processes: Record<Exclude<ProgramName, "pi">, Program> & { pi?: Program };
  /** Ends everything it started, the hub first; at most 15 s. */
  stop(): Promise<void>;
};

/** The whole platform with its real programs on 127.0.0.1; resolves once a person could use it. Its data stays in `dir`. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dir, ports, log, signal = new AbortController().signal } = options;
  makeFolders(dir);
  const secrets = ensureSecrets(dir);
  const mqttUrl = `mqtt://127.0.0.1:${ports.MQTT_PORT}`;
  const credentials = ensureCredentials(dir, `http://127.0.0.1:${ports.PORT}`, mqttUrl);
  const films = { court1: "", court2: "", court3: "" };
  const place: Place = {
    dir,
    ports,
    cameraPort: await freePort([...Object.values(ports), piPortOf(ports)]),
    secrets,
    credentials,
    films,
    env: options.env,
    hasPi: options.hasPi,
    isEdgeBuilt: options.isEdgeBuilt,
  };
  const stopped: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stopped.splice(0)) await end();
  };
  const launch = (name: ProgramName): Program => {
    const program = new Program(programSpecs(place)[name], log);
    program.start();
    stopped.unshift(() => program.stop());
    return program;
  };
  try {
    const postgres = launch("postgres");
    const drawing = ensureFilms(options.filmsDir ?? path.join(dir, "cameras"));
    drawing.catch(() => {}); // awaited below, unless something else fails before
    await waitForPostgres(databaseUrlOf(place), signal);
    await migrate(databaseUrlOf(place));
    Object.assign(films, await drawing);
    signal.throwIfAborted();
    await fillDatabase(place);
    const camera = launch("camera");
    const web = launch("web");
    const hub = launch("hub");
    const pi = options.hasPi ? launch("pi") : undefined;
    // Both devices at once: each may take its whole grace.
    stopped.unshift(async () => void (await Promise.all([hub.stop(), pi?.stop()])));
    await waitUntilUsable({ url: credentials.url, account: credentials.super_admin, signal });
    const processes = { postgres, camera, web, hub, ...(pi && { pi }) };
    return {
      url: credentials.url,
      credentials,
      mqttUrl,
      databaseUrl: databaseUrlOf(place),
      mediaDir: mediaDirOf(dir),
      films,
      processes,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folder itself may be walked through, for Postgres' own user; what is in it is private. */
function makeFolders(dir: string): void {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o711);
  for (const name of ["logs", "run", "media", "hub", "pi", "cameras"])
    mkdirSync(path.join(dir, name), { recursive: true, mode: 0o700 });
}
