import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/events/route";
import { hashToken } from "@/lib/auth/token-hash";
import { systemClock } from "@/lib/core/clock";
import { newId, newToken } from "@/lib/core/ids";
import { busOf, connectedBus, silentLog, startEmbedded, type TestBroker } from "@/lib/mqtt/broker.fixture";
import { topics } from "@/lib/mqtt/topics";
import { createDrain } from "@/lib/outbox/drain";
import { createHttpDrain } from "@/lib/outbox/http-drain";
import { httpSender } from "@/lib/outbox/http-sender";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { createWorld, type World } from "@/test/domain-world";
import { freePort } from "@/test/free-port";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { serveWorld } from "@/test/served-world";
import { createIngest } from "./ingest";

const DEVICE = "pi-a";
const TOKEN = newToken("vigied");

let database: TestDatabase;
let world: World;
let http: Server;
let webUrl: string;
let calls = 0;
const dir = mkdtempSync(path.join(tmpdir(), "vigie-fallback-"));

beforeAll(async () => {
  database = await startTestDatabase();
  world = await createWorld(database.db);
  serveWorld(world);
  const row = { id: DEVICE, clubId: world.a.id, name: "Pi", tokenHash: hashToken(TOKEN) };
  await database.db.device.create({ data: row });
  http = createServer(async (incoming, outgoing) => {
    calls++;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { authorization = "", "content-type": type = "" } = incoming.headers;
    const init = { method: "POST", headers: { authorization, "content-type": type }, body: Buffer.concat(chunks) };
    const answer = await POST(new Request(`http://vigie.test${incoming.url}`, init), { params: Promise.resolve({}) });
    outgoing.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  webUrl = `http://127.0.0.1:${(http.address() as { port: number }).port}`;
});
afterAll(async () => {
  http?.closeAllConnections();
  http?.close();
  world?.remove();
  await database?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function startDevice(brokerPort: number, token: string) {
  const outbox = sqliteOutbox(openDurableDatabase(path.join(dir, `${newId()}.db`)));
  const bus = busOf(brokerPort, DEVICE);
  const shared = { outbox, bus, bootId: newId(), clock: systemClock, log: silentLog };
  const drain = createDrain({ ...shared, deviceId: DEVICE, ackTimeoutMs: 2_000 });
  const fallback = createHttpDrain({ ...shared, send: httpSender(webUrl, () => token), afterMs: 200 });
  const press = (n: number) => {
    const event_id = newId();
    const occurred_at = new Date().toISOString();
    const payload = { event_id, type: "button.pressed", occurred_at, boot_id: shared.bootId, data: { n } };
    return { id: event_id, topic: topics.button(DEVICE), payload };
  };
  return {
    ...{ outbox, bootId: shared.bootId },
    isConnected: () => bus.connected,
    queue(count: number): string[] {
      const messages = Array.from({ length: count }, (_, n) => press(n));
      outbox.addAll(messages);
      drain.wake();
      return messages.map(({ id }) => id);
    },
    start: () => Promise.all([drain.start(), fallback.start(), bus.start()]),
    stop: () => Promise.all([drain.stop(), fallback.stop(), bus.stop()]),
  };
}

const arrived = async (bootId: string): Promise<string[]> =>
  (await database.db.event.findMany({ where: { bootId }, orderBy: { arrival: "asc" } })).map(({ id }) => id);

test("without MQTT events come over HTTP, and go on over MQTT when it is back: each once, in their order", async () => {
  const port = await freePort();
  const device = startDevice(port, TOKEN);
  let broker: TestBroker | null = null;
  const stops: (() => Promise<unknown>)[] = [device.stop];
  try {
    const ids = device.queue(1_300);
    await device.start();
    await expect.poll(async () => (await arrived(device.bootId)).length, { timeout: 20_000 }).toBeGreaterThan(0);
    ids.push(...device.queue(700));
    broker = await startEmbedded(port);
    const web = await connectedBus(busOf(port, "web"));
    const ingest = createIngest({ bus: web, context: () => world.system, log: silentLog });
    await ingest.start();
    stops.unshift(ingest.stop, web.stop);
    // Till then it goes on over HTTP.
    await expect.poll(device.isConnected, { timeout: 30_000 }).toBe(true);
    ids.push(...device.queue(200));
    await expect.poll(() => device.outbox.size(), { timeout: 30_000 }).toBe(0);
    const before = calls;
    ids.push(...device.queue(50));
    await expect.poll(() => device.outbox.size(), { timeout: 30_000 }).toBe(0);
    expect([before > 0, calls]).toEqual([true, before]);
    expect(await arrived(device.bootId)).toEqual(ids);
  } finally {
    for (const stop of stops) await stop();
    await broker?.stop();
  }
});

test("a device the server does not know keeps everything", async () => {
  const device = startDevice(await freePort(), newToken("vigied"));
  device.queue(3);
  await device.start();
  const before = calls;
  await expect.poll(() => calls, { timeout: 10_000 }).toBeGreaterThan(before);
  await device.stop();
  expect([device.outbox.size(), device.outbox.deadLetters()]).toEqual([3, 0]);
});
