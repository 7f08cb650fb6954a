import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { edgeRig } from "@/edge-worker/edge-process.fixture";
import { type CuttableLink, cuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { fillOutbox } from "./fill-outbox";
import { keepRunning, type Program } from "./keep-running";

/** What the program itself takes in a press; a press call takes longer than that only when the program is gone. */
const ANSWER_MS = 15_000;
const KEY = "a key of the storm that is long enough";
const MAT = { name: "mat", kind: "button", pin: 17, debounce_ms: 0, cooldown_ms: 0, cameras: [] };

export type Edge = {
  deviceId: string;
  program: Program;
  link: CuttableLink;
  /** Steps on the mat so often; resolves with the ids of the events once they are kept. Rejects when nobody says so. */
  press(count: number): Promise<string[]>;
  /** Messages that wait, or null while it is away. */
  queued(): Promise<number | null>;
  stop(): Promise<void>;
};

/** `built`: its main.js; `queued`: how many presses it kept before it is started. */
export type EdgeOptions = { built: string; deviceId: string; token: string; brokerPort: number; queued: number };

/** A real edge-worker with a mat, that comes back whenever it ends, behind a link that can be cut. */
export async function startEdge({ built, deviceId, token, brokerPort, queued }: EdgeOptions): Promise<Edge> {
  const link = await cuttableLink(brokerPort);
  const folder = mkdtempSync(path.join(tmpdir(), "edge-sensors-"));
  const configFile = path.join(folder, "config.json");
  writeFileSync(configFile, JSON.stringify({ sensors: [MAT] }));
  const env = {
    ...{ DEVICE_ID: deviceId, DEVICE_TOKEN: token, LOG_LEVEL: "warn" },
    ...{ GPIO_DRIVER: "simulated", EDGE_CONFIG_FILE: configFile, EDGE_DB_KEY: KEY },
  };
  const rig = await edgeRig(`mqtt://127.0.0.1:${link.port}`, env, [built]);
  if (queued > 0) fillOutbox({ dataDir: path.join(rig.dir, "data"), key: KEY, deviceId, count: queued });
  const program = await keepRunning(deviceId, async () => {
    const { child, pid, exited, log } = rig.start();
    return { pid, signal: (name) => void child.kill(name), ended: exited, words: log };
  });
  const url = `http://127.0.0.1:${rig.port}`;
  return {
    ...{ deviceId, program, link },
    async press(count) {
      const answer = await fetch(`${url}/api/simulate`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sensor: "mat", count }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const { success, event_ids } = await answer.json();
      if (!success) throw new Error(`the press was refused: ${answer.status}`);
      return event_ids;
    },
    async queued() {
      const health = await fetch(`${url}/health`).catch(() => null);
      return health && (await health.json()).queue_depth;
    },
    async stop() {
      await program.stop();
      await rig.cleanUp();
      await link.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
