import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EDGE_NODE_FLAGS } from "@/scripts/edge-build/node-flags";
import { IS_BUILT } from "@/test/built";
import { freePort } from "@/test/free-port";

export const DEVICE = "pi-test";
export const TOKEN = "token-of-the-device-under-test";

export type EdgeProcess = { child: ChildProcess; pid: number; log: () => string; exited: Promise<number | null> };

const PROGRAM = IS_BUILT ? [...EDGE_NODE_FLAGS, "dist/edge/main.js"] : ["--import", "tsx", "edge-worker/main.ts"];

/** The real program, as it was built or as `npm run edge` starts it, over folders that outlive it. */
export async function edgeRig(mqttUrl: string, env: Record<string, string> = {}, program: readonly string[] = PROGRAM) {
  const dir = mkdtempSync(path.join(tmpdir(), "edge-"));
  const port = await freePort();
  const mediaDir = env.MEDIA_DIR ?? path.join(dir, "media");
  const started: EdgeProcess[] = [];
  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    ...{ DEVICE_ID: DEVICE, DEVICE_TOKEN: TOKEN, MQTT_URL: mqttUrl },
    ...{ MEDIA_DIR: mediaDir, EDGE_DATA_DIR: path.join(dir, "data"), PROXY_BASE_PORT: String(port) },
    ...{ EDGE_DB_KEY: "k".repeat(20) + "y".repeat(20), ALLOW_TEST_SOURCES: "true", DISK_RESERVE: "1MiB" },
    ...env,
  };
  return {
    ...{ dir, port, mediaDir },
    /** `through` is a program that runs it, with its arguments; `more` of the environment is for this run alone. */
    start(through: readonly string[] = [], more: Record<string, string> = {}): EdgeProcess {
      const [command, ...args] = [...through, process.execPath, ...program];
      const child = spawn(command!, args, {
        env: { ...environment, ...more },
        cwd: path.resolve(import.meta.dirname, ".."),
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (bytes: Buffer) => {
          text += bytes.toString();
        });
      const exited = once(child, "exit").then(([code]) => code as number | null);
      const edge = { child, pid: child.pid!, log: () => text, exited };
      started.push(edge);
      return edge;
    },
    async cleanUp() {
      for (const { child, exited } of started) {
        if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
        await exited;
      }
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
export type EdgeRig = Awaited<ReturnType<typeof edgeRig>>;

/** Living descendants of a process: its ffmpegs, each in a group of its own. */
export function descendantsOf(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
    .map(Number);
  return [...children, ...children.flatMap(descendantsOf)];
}

export const isAlive = (pid: number): boolean => parentOf(pid) !== null;

/** Null when it is gone; a zombie that waits for its parent is gone too. */
function parentOf(pid: number): number | null {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" ? null : Number(parent);
  } catch {
    return null;
  }
}
