import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { createDrain } from "@/lib/outbox/drain";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import type { Outbox } from "@/lib/outbox/outbox";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { figure } from "../figures";
import { pressOf } from "./fill-outbox";
import { judgeEvents, storedPresses } from "./verdict";
import { startWorld, type World } from "./world";

// What R1 rests on, taken away: the same blows must then lose, and double, or the storm proves nothing.

const PRESSES = 150;
const DEVICE = "pi-1";
const log = createLogger("control", "silent");

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

for (const { name, believes, lost } of [
  { name: "control: forgetting on the broker's PUBACK loses events", believes: believePuback, lost: "> 0" },
  { name: "forgetting on the server's own acknowledgement loses none", believes: (bus: Bus) => bus, lost: "0" },
])
  test(name, async () => {
    const world = await startWorld("mosquitto", [DEVICE]);
    cleanUps.unshift(world.stop);
    const device = await startDevice(world, believes);
    // Web stands still with its connection open: the broker takes everything for it, and says that it did.
    world.web.signal("SIGSTOP");
    const ids = device.press(PRESSES);
    await device.published(PRESSES);
    world.broker.kill();
    world.web.signal("SIGCONT");
    await expect.poll(() => device.outbox.size(), { timeout: 60_000, interval: 100 }).toBe(0);
    const verdict = judgeEvents([{ deviceId: DEVICE, ids, unanswered: 0 }], await storedPresses(world.db));
    figure("controls", name, verdict.lost, lost);
    if (lost === "0") expect(verdict).toEqual({ lost: 0, twice: 0, disordered: 0 });
    else expect(verdict.lost).toBeGreaterThan(0);
  });

for (const { name, isMintedHere, doubles } of [
  { name: "control: with ids that are not the device's events are stored twice", isMintedHere: true, doubles: "> 0" },
  { name: "with the device's ids a repeat changes nothing", isMintedHere: false, doubles: "0" },
])
  test(name, async () => {
    const world = await startWorld("embedded", [DEVICE]);
    cleanUps.unshift(world.stop);
    if (isMintedHere) await mintIdsInPostgres(world);
    const device = await startDevice(world, dropAcks);
    const ids = device.press(PRESSES);
    const stored = async () => (await storedPresses(world.db)).length;
    await expect.poll(stored, { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(PRESSES);
    // It heard no acknowledgement, and sends all of it again to a web that knows nothing of the first time.
    world.web.kill();
    await device.published(2 * PRESSES);
    if (isMintedHere) await expect.poll(stored, { timeout: 60_000, interval: 100 }).toBeGreaterThan(PRESSES);
    const seen = await storedPresses(world.db);
    figure("controls", name, seen.length - PRESSES, doubles);
    if (isMintedHere) expect(seen.length).toBeGreaterThan(PRESSES);
    else expect(judgeEvents([{ deviceId: DEVICE, ids, unanswered: 0 }], seen)).toMatchObject({ lost: 0, twice: 0 });
  });

/** As if the server gave an event its id: the one it came with is forgotten at the commit. */
async function mintIdsInPostgres({ db }: World): Promise<void> {
  await db.$executeRaw`CREATE FUNCTION mint() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN UPDATE events SET event_id = gen_random_uuid() WHERE arrival = NEW.arrival; RETURN NULL; END $$`;
  await db.$executeRaw`CREATE CONSTRAINT TRIGGER mint AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION mint()`;
}

/** An outbox and a drain as the edge-worker composes them, over a bus that may be made to lie. */
async function startDevice(world: World, lieOf: (bus: Bus, outbox: Outbox) => Bus) {
  const folder = mkdtempSync(path.join(tmpdir(), "vigie-control-"));
  const db = openDurableDatabase(path.join(folder, "edge.db"));
  const outbox = sqliteOutbox(db);
  const url = `mqtt://127.0.0.1:${world.brokerPort}`;
  const bus = mqttBus({ url, username: DEVICE, password: world.tokens.get(DEVICE)!, clientId: DEVICE, log });
  let confirmed = 0;
  const counting: Bus = Object.create(bus, {
    connected: { get: () => bus.connected },
    publish: {
      value: async (...args: Parameters<Bus["publish"]>) => {
        await bus.publish(...args);
        confirmed++;
      },
    },
  });
  const bootId = newId();
  const drain = createDrain({
    outbox,
    bus: lieOf(counting, outbox),
    deviceId: DEVICE,
    bootId,
    clock: systemClock,
    log,
  });
  await drain.start();
  await bus.start();
  cleanUps.unshift(async () => {
    await drain.stop();
    await bus.stop();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await expect.poll(() => bus.connected, { timeout: 30_000 }).toBe(true);
  return {
    outbox,
    press(count: number): string[] {
      const presses = Array.from({ length: count }, () => pressOf(DEVICE, bootId));
      outbox.addAll(presses);
      drain.wake();
      return presses.map(({ id }) => id);
    },
    /** Resolves when the broker took so many. */
    published: (count: number) =>
      expect.poll(() => confirmed, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(count),
  };
}

/** As if a PUBACK were the server's word. */
function believePuback(bus: Bus, outbox: Outbox): Bus {
  return Object.create(bus, {
    connected: { get: () => bus.connected },
    publish: {
      value: async (topic: string, payload: string, options?: Parameters<Bus["publish"]>[2]) => {
        await bus.publish(topic, payload, options);
        outbox.forget([JSON.parse(payload).event_id]);
      },
    },
  });
}

/** Acknowledgements that are lost on their way. */
const dropAcks = (bus: Bus): Bus =>
  Object.create(bus, { connected: { get: () => bus.connected }, subscribe: { value: () => () => undefined } });
