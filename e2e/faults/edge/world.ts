import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashToken } from "@/lib/auth/token-hash";
import { newToken } from "@/lib/core/ids";
import { type CuttableLink, cuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { startMosquitto } from "@/lib/mqtt/mosquitto.fixture";
import { freePort } from "@/test/free-port";
import { startDurablePostgres } from "./durable-postgres";
import { type Edge, startEdge } from "./edge";
import { keepRunning, type Program } from "./keep-running";
import { buildPrograms } from "./programs";

export type BrokerName = "mosquitto" | "embedded";
export type World = Awaited<ReturnType<typeof startWorld>>;

/** Postgres, a broker, web and so many devices: real programs that come back when they are killed, over links that can be cut. */
export async function startWorld(broker: BrokerName, devices: number) {
  const cleanUps: (() => Promise<unknown>)[] = [];
  const built = await buildPrograms();
  const postgres = await startDurablePostgres();
  cleanUps.unshift(postgres.stop);
  const club = await postgres.db.club.create({ data: { name: "Storm" } });
  const tokens = new Map<string, string>();
  for (let n = 1; n <= devices; n++) {
    const [id, token] = [`pi-${n}`, newToken("vigied")];
    await postgres.db.device.create({ data: { id, name: id, clubId: club.id, tokenHash: hashToken(token) } });
    tokens.set(id, token);
  }
  const port = await freePort();
  const toPostgres = await cuttableLink(postgres.port);
  const links: CuttableLink[] = [toPostgres];
  const programs: Program[] = [postgres.program];
  cleanUps.unshift(toPostgres.stop);
  let messaging: Record<string, string> = { MQTT_PORT: String(port) };
  if (broker === "mosquitto") {
    const password = newToken("vigie");
    const mosquitto = await keepMosquitto(port, { web: password, ...Object.fromEntries(tokens) });
    const toBroker = await cuttableLink(port);
    messaging = { MQTT_URL: `mqtt://127.0.0.1:${toBroker.port}`, MQTT_PASSWORD: password };
    links.push(toBroker);
    programs.push(mosquitto);
    cleanUps.unshift(toBroker.stop, mosquitto.stop);
  }
  const databaseUrl = postgres.url.replace(`:${postgres.port}/`, `:${toPostgres.port}/`);
  const mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-web-"));
  const web = await keepWeb(built.web, { MEDIA_DIR: mediaDir, DATABASE_URL: databaseUrl, ...messaging });
  cleanUps.unshift(web.stop, async () => rmSync(mediaDir, { recursive: true, force: true }));
  const edges: Edge[] = [];
  for (const [id, token] of tokens) {
    const edge = await startEdge({ built: built.edge, deviceId: id, token, brokerPort: port });
    edges.push(edge);
    cleanUps.unshift(edge.stop);
  }
  return {
    ...{ db: postgres.db, edges, web },
    programs: [...programs, web, ...edges.map(({ program }) => program)],
    links: [...links, ...edges.map(({ link }) => link)],
    async stop() {
      for (const cleanUp of cleanUps) await cleanUp();
    },
  };
}

const keepMosquitto = (port: number, accounts: Record<string, string>): Promise<Program> =>
  keepRunning("mosquitto", async () => {
    const { ended, stop } = await startMosquitto({ accounts, port });
    return { kill: () => void stop(), ended, words: () => "mosquitto ended" };
  });

async function keepWeb(built: string, env: Record<string, string>): Promise<Program> {
  const secret = () => randomBytes(36).toString("base64");
  const secrets = { NEXTAUTH_URL: "http://127.0.0.1", NEXTAUTH_SECRET: secret(), CAMERA_SECRET: secret() };
  return keepRunning("web", async () => {
    const child = spawn(process.execPath, [built], {
      env: { NODE_ENV: "test", PATH: process.env.PATH, LOG_LEVEL: "warn", ...secrets, ...env },
    });
    let words = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => {
        words = (words + bytes).slice(-20_000);
      });
    return { kill: () => void child.kill("SIGKILL"), ended: once(child, "exit"), words: () => words };
  });
}
