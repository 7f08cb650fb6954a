import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { BROKERS, busOf, connectedBus, silentLog, type TestBroker } from "@/lib/mqtt/broker.fixture";
import type { Bus } from "@/lib/mqtt/bus";
import { type CuttableLink, cuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { topics } from "@/lib/mqtt/topics";
import { createDrain, type Drain } from "@/lib/outbox/drain";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import type { Outbox } from "@/lib/outbox/outbox";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { createIngest } from "./ingest";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await startTestDatabase();
  world = await createWorld(database.db);
  for (const id of ["pi-a", "pi-b"]) {
    const row = { id, clubId: world.a.id, name: id, tokenHash: "-" };
    await database.db.device.create({ data: row });
  }
});
afterAll(async () => {
  world?.remove();
  await database?.stop();
});

const press = (outbox: Outbox): string => {
  const id = newId();
  const payload = { event_id: id, type: "button.pressed", occurred_at: new Date().toISOString() };
  outbox.add({ id, topic: topics.button("pi-a"), payload });
  return id;
};

describe.each(BROKERS)("from a device's outbox to Postgres over %s", (_, startBroker) => {
  let broker: TestBroker;
  let deviceWire: CuttableLink;
  let webWire: CuttableLink;
  let dir: string;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    broker = await startBroker();
    [deviceWire, webWire] = [await cuttableLink(broker.port), await cuttableLink(broker.port)];
    dir = mkdtempSync(path.join(tmpdir(), "vigie-ingest-"));
    const web = await connectedBus(busOf(webWire.port, "web"));
    const ingest = createIngest({ bus: web, context: () => world.system, log: silentLog });
    await ingest.start();
    stops.push(
      () => web.stop(),
      () => ingest.stop(),
    );
  });
  afterAll(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
    await deviceWire?.stop();
    await webWire?.stop();
    await broker?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const startDevice = async (): Promise<{ bus: Bus; outbox: Outbox; drain: Drain }> => {
    const bus = busOf(deviceWire.port, "pi-a");
    const outbox = sqliteOutbox(openDurableDatabase(path.join(dir, "device.db")));
    const drain = createDrain({
      outbox,
      bus,
      deviceId: "pi-a",
      bootId: "b",
      clock: systemClock,
      log: silentLog,
      ackTimeoutMs: 2_000,
    });
    await drain.start();
    await bus.start();
    return { bus, outbox, drain };
  };

  test("every event becomes one row, in the order of its sequence, whatever breaks on the way", async () => {
    let device = await startDevice();
    const ids: string[] = [];
    const press100 = () => {
      for (let i = 0; i < 100; i++) ids.push(press(device.outbox));
      device.drain.wake();
    };
    const faults = [
      async () => deviceWire.cut(),
      async () => webWire.cut(),
      async () => void process.kill(database.pid, "SIGSTOP"),
      async () => {
        await device.drain.stop();
        await device.bus.stop();
        device = await startDevice();
      },
      async () => deviceWire.freeze(),
    ];
    const mend = () => {
      process.kill(database.pid, "SIGCONT");
      deviceWire.restore();
      webWire.restore();
    };
    for (const breakSomething of faults) {
      press100();
      await expect.poll(() => device.outbox.size(), { timeout: 20_000 }).toBeLessThan(100);
      await breakSomething();
      press100();
      await systemClock.sleep(500);
      mend();
    }
    await expect.poll(() => device.outbox.size(), { timeout: 30_000 }).toBe(0);
    const rows = await database.db.event.findMany({ where: { id: { in: ids } }, orderBy: { seq: "asc" } });
    expect(rows.map((row) => row.id)).toEqual(ids);
    await device.drain.stop();
    await device.bus.stop();
  });

  test("a malformed event from a foreign program is set aside and acknowledged", async () => {
    const bus = await connectedBus(busOf(deviceWire.port, "pi-b"));
    const acked: string[] = [];
    bus.subscribe(topics.acks("pi-b"), ({ payload }) => acked.push(...JSON.parse(payload.toString()).ids));
    const id = newId();
    await expect
      .poll(async () => {
        await bus.publish("sensors/pi-b/door", JSON.stringify({ event_id: id, type: "open" }));
        return acked;
      })
      .toContain(id);
    expect(
      await database.db.deadLetter.count({ where: { deviceId: "pi-b", topic: "sensors/pi-b/door" } }),
    ).toBeGreaterThan(0);
    await bus.stop();
  });
});
