import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { IS_BUILT } from "./built";
import { freePort } from "./free-port";

const ROOT = path.resolve(import.meta.dirname, "..");
const secret = () => randomBytes(36).toString("base64");

export type RunningWeb = {
  url: string;
  mqttUrl: string;
  pid: number;
  /** What it wrote so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Ends it, however it is, and removes what it left. */
  remove(): Promise<void>;
};
type Options = { databaseUrl: string; env?: Record<string, string> };

/** `server.ts` as a process of its own, without waiting for it. */
export async function spawnWeb({ databaseUrl, env = {} }: Options): Promise<RunningWeb> {
  const [port, mqttPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-web-"));
  const distDir = `.next/test-${port}`;
  const pages = IS_BUILT
    ? { NODE_ENV: "production" as const }
    : { NODE_ENV: "development" as const, NEXT_DIST_DIR: distDir };
  const child = spawn(process.execPath, ["--import", "tsx", "server.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      ...pages,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: secret(),
      CAMERA_SECRET: secret(),
      MQTT_PORT: String(mqttPort),
      MEDIA_DIR: mediaDir,
      ALLOW_TEST_SOURCES: "true",
      ...env,
    },
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      written += chunk;
    });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  return {
    url,
    mqttUrl: env.MQTT_URL ?? `mqtt://127.0.0.1:${mqttPort}`,
    pid: child.pid!,
    output: () => written,
    signal: (name) => void child.kill(name),
    ended,
    async remove() {
      process.off("exit", kill);
      await endNow(child, ended);
      for (const folder of [mediaDir, path.join(ROOT, distDir)]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function endNow(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await ended;
}

/** Resolves when it serves; throws with its last words when it ends before. */
export async function startWeb(options: Options): Promise<RunningWeb> {
  const web = await spawnWeb(options);
  const isReady = () => web.output().includes("web is ready");
  const ended = web.ended.then(() => true);
  while (!isReady()) {
    const isOver = await Promise.race([ended, new Promise<false>((resolve) => setTimeout(resolve, 50, false))]);
    if (!isOver) continue;
    await web.remove();
    throw new Error(`web ended before it was ready:\n${web.output().slice(-3_000)}`);
  }
  return web;
}
