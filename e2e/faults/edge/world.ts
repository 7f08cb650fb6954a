import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashToken } from "@/lib/auth/token-hash";
import { newToken } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { type CuttableLink, cuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { startMosquitto } from "@/lib/mqtt/mosquitto.fixture";
import { freePort } from "@/test/free-port";
import { startDurablePostgres } from "./durable-postgres";
import { type Edge, startEdge } from "./edge";
import { keepRunning, type Program } from "./keep-running";
import { buildPrograms } from "./programs";

export type BrokerName = "mosquitto" | "embedded";
export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * Postgres, a broker, web and devices that it knows: real programs that come back when they are killed, over links that can
 * be cut. The devices themselves are started one by one.
 */
export async function startWorld(broker: BrokerName, deviceIds: readonly string[]) {
  const built = await buildPrograms();
  const cleanUps: (() => Promise<unknown>)[] = [built.remove];
  const postgres = await startDurablePostgres();
  cleanUps.unshift(postgres.stop);
  const tokens = await seedDevices(postgres.db, deviceIds);
  const brokerPort = await freePort();
  const toPostgres = await cuttableLink(postgres.port);
  const links: CuttableLink[] = [toPostgres];
  const programs: Program[] = [postgres.program];
  cleanUps.unshift(toPostgres.stop);
  let messaging: Record<string, string> = { MQTT_PORT: String(brokerPort) };
  if (broker === "mosquitto") {
    const password = newToken("vigie");
    const mosquitto = await keepMosquitto(brokerPort, { web: password, ...Object.fromEntries(tokens) });
    const toBroker = await cuttableLink(brokerPort);
    messaging = { MQTT_URL: `mqtt://127.0.0.1:${toBroker.port}`, MQTT_PASSWORD: password };
    links.push(toBroker);
    programs.push(mosquitto);
    cleanUps.unshift(toBroker.stop, mosquitto.stop);
  }
  const mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-web-"));
  const databaseUrl = postgres.url.replace(`:${postgres.port}/`, `:${toPostgres.port}/`);
  const web = await keepWeb(built.web, { MEDIA_DIR: mediaDir, DATABASE_URL: databaseUrl, ...messaging });
  programs.push(web);
  cleanUps.unshift(web.stop, async () => rmSync(mediaDir, { recursive: true, force: true }));
  return {
    ...{ db: postgres.db, tokens, brokerPort, web, programs, links },
    /** The program the broker runs in. */
    broker: broker === "mosquitto" ? programs[1]! : web,
    async startEdge(deviceId: string, queued = 0): Promise<Edge> {
      const edge = await startEdge({ built: built.edge, deviceId, token: tokens.get(deviceId)!, brokerPort, queued });
      cleanUps.unshift(edge.stop);
      programs.push(edge.program);
      links.push(edge.link);
      return edge;
    },
    async stop() {
      for (const cleanUp of cleanUps) await cleanUp();
    },
  };
}

/** Rows of devices of one club; their tokens by id. */
async function seedDevices(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const club = await db.club.create({ data: { name: "Storm" } });
  const tokens = new Map(ids.map((id) => [id, newToken("vigied")]));
  const data = [...tokens].map(([id, token]) => ({ id, name: id, clubId: club.id, tokenHash: hashToken(token) }));
  await db.device.createMany({ data });
  return tokens;
}

const keepMosquitto = (port: number, accounts: Record<string, string>): Promise<Program> =>
  keepRunning("mosquitto", async () => {
    const { pid, ended, stop } = await startMosquitto({ accounts, port });
    return { pid, signal: () => void stop(), ended, words: () => "mosquitto ended" };
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
    return { pid: child.pid!, signal: (name) => void child.kill(name), ended: once(child, "exit"), words: () => words };
  });
}
