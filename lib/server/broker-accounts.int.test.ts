import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EnrollDevice } from "@/lib/contracts/devices";
import { newId } from "@/lib/core/ids";
import { createDevice } from "@/lib/domain/devices/create";
import { enrollDevice } from "@/lib/domain/devices/enroll";
import { revokeDevice } from "@/lib/domain/devices/revoke";
import { rotateDevice } from "@/lib/domain/devices/rotate";
import { connectedBus, silentLog } from "@/lib/mqtt/broker.fixture";
import type { Bus } from "@/lib/mqtt/bus";
import { type Mosquitto, startMosquitto } from "@/lib/mqtt/mosquitto.fixture";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { createIngest } from "./ingest";
import { writeBrokerAccounts } from "./write-broker-accounts";

const CONFIG = { MQTT_USERNAME: "web", MQTT_PASSWORD: "the password of web" };
let database: TestDatabase;
let world: World;
let dir: string;
let mosquitto: Mosquitto;
const stops: (() => unknown)[] = [];
const later = <T extends { stop(): unknown }>(service: T): T => {
  stops.push(() => service.stop());
  return service;
};

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await createWorld(database.db);
  dir = mkdtempSync(path.join(tmpdir(), "vigie-accounts-"));
  await write();
  mosquitto = later(await startMosquitto({ accountsDir: dir }));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  world.remove();
  rmSync(dir, { recursive: true, force: true });
});

const write = () => writeBrokerAccounts({ config: CONFIG, db: database.db, dir });
const publish = async () => {
  const { isChanged } = await write();
  if (isChanged) mosquitto.reload();
  return isChanged;
};
const admin = () => world.ctx(world.a.admin);
async function device(name: string) {
  const id = `${name}-${world.tag}`;
  const { code } = await createDevice(admin(), { id, name });
  return { id, ...(await enrollDevice(world.ctx({ kind: "anonymous" }), EnrollDevice.parse({ code: code.code }))) };
}
const busFor = (username: string, password: string): Bus =>
  later(mqttBus({ url: mosquitto.url, username, password, clientId: `${username}-${newId()}`, log: silentLog }));
const web = () => connectedBus(busFor("web", CONFIG.MQTT_PASSWORD));

/** The programs of Mosquitto's own package: nobody here wrote them. */
const login = ({ id, token }: { id: string; token: string }) => [
  "-h",
  "127.0.0.1",
  "-p",
  String(mosquitto.port),
  "-u",
  id,
  "-P",
  token,
];
const pub = (as: { id: string; token: string }, topic: string, payload: string, ...more: string[]) =>
  promisify(execFile)("mosquitto_pub", [...login(as), "-i", as.id, "-q", "1", "-t", topic, "-m", payload, ...more]);
function sub(as: { id: string; token: string }, ...topics: string[]) {
  const child: ChildProcess = spawn("mosquitto_sub", [...login(as), "-v", ...topics.flatMap((topic) => ["-t", topic])]);
  stops.push(() => child.kill("SIGKILL"));
  let text = "";
  child.stdout!.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { lines: () => text.split("\n").filter(Boolean), child };
}

test("who was enrolled is let in by the files alone; a revoked one is cut off where it stands, the others are not", async () => {
  const [a, b] = [await device("a"), await device("b")];
  expect(await publish()).toBe(true);
  expect(await publish()).toBe(false);
  expect(statSync(path.join(dir, "passwords")).mode & 0o777).toBe(0o640);
  const all = readFileSync(path.join(dir, "passwords"), "utf8") + readFileSync(path.join(dir, "acl"), "utf8");
  for (const secret of [a.token, b.token, CONFIG.MQTT_PASSWORD]) expect(all).not.toContain(secret);

  const [busA, busB] = [await connectedBus(busFor(a.id, a.token)), await connectedBus(busFor(b.id, b.token))];
  let losses = 0;
  busB.onDisconnect(() => losses++);
  await revokeDevice(admin(), a.id);
  await publish();
  await expect.poll(() => busA.connected, { timeout: 10_000 }).toBe(false);
  await expect(pub(a, `sensors/${a.id}/button/pressed`, "still there")).rejects.toThrow(
    /not authorised|Not authorized/i,
  );
  await busB.publish(`sensors/${b.id}/button/pressed`, "fine");
  expect([busA.connected, busB.connected, losses]).toEqual([false, true, 0]);
});

test("a device whose token changes is let in with the one it keeps, before and after", async () => {
  const a = await device("a");
  world.devices.setOnline(a.id);
  let next = "";
  world.devices.on({
    "token.set": ({ token }) => {
      next = token;
      return {};
    },
  });
  await publish();
  const topic = `sensors/${a.id}/button/pressed`;
  await pub(a, topic, "old");
  await rotateDevice(admin(), a.id);
  await publish();
  await expect
    .poll(() => pub({ id: a.id, token: next }, topic, "new").then(() => "in"), { timeout: 10_000 })
    .toBe("in");
});

test("mosquitto_pub acts as a sensor: its event is in Postgres once, however often it is sent; as another device it is nowhere", async () => {
  const [a, b] = [await device("a"), await device("b")];
  await publish();
  const ingest = later(createIngest({ bus: await web(), context: () => world.system, log: silentLog }));
  await ingest.start();
  const seen = sub(
    { id: "web", token: CONFIG.MQTT_PASSWORD },
    "sensors/+/button/pressed",
    "sensors/+/photo/motion",
    "video/+/captured",
    "system/+/status",
  );
  const acks = sub(a, `devices/${a.id}/acks`);
  const id = newId();
  const event = JSON.stringify({ event_id: id, type: "button.pressed", occurred_at: "2026-03-01T18:00:00Z" });
  const kept = () => database.db.event.findMany({ where: { deviceId: { in: [a.id, b.id] } } });
  await expect
    .poll(
      async () => {
        await pub(a, `sensors/${a.id}/button/pressed`, event);
        return acks.lines().filter((line) => line.includes(id)).length;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(1);
  await pub(a, `sensors/${b.id}/button/pressed`, event.replace(id, newId()));
  await pub(a, `sensors/${a.id}/photo/motion`, event.replace(id, newId()).replace("button.pressed", "photo.motion"));
  await expect.poll(async () => (await kept()).length, { timeout: 10_000 }).toBe(2);
  expect((await kept()).map(({ type, deviceId }) => `${deviceId} ${type}`).sort()).toEqual([
    `${a.id} button.pressed`,
    `${a.id} photo.motion`,
  ]);
  await pub(a, `video/${a.id}/captured`, event.replace(id, newId()).replace("button.pressed", "video.captured"));
  await pub(a, `system/${a.id}/status`, '{"status":"online"}', "-r");
  const topics = () => new Set(seen.lines().map((line) => line.split(" ")[0]));
  await expect
    .poll(topics)
    .toEqual(
      new Set(
        ["sensors/A/button/pressed", "sensors/A/photo/motion", "video/A/captured", "system/A/status"].map((t) =>
          t.replace("A", a.id),
        ),
      ),
    );
  expect(acks.lines()).toContain(`devices/${a.id}/acks {"ids":["${id}"]}`);
});

test("what a revoked device still sends is set aside once, unacknowledged, and counts nowhere", async () => {
  const a = await device("a");
  await publish();
  const ingest = later(createIngest({ bus: await web(), context: () => world.system, log: silentLog }));
  await ingest.start();
  const bus = await connectedBus(busFor(a.id, a.token));
  const acks: string[] = [];
  bus.subscribe(`devices/${a.id}/acks`, ({ payload }) => acks.push(...JSON.parse(payload.toString()).ids));
  // The broker does not know yet.
  await revokeDevice(admin(), a.id);
  const event = JSON.stringify({ event_id: newId(), type: "button.pressed", occurred_at: "2026-03-01T18:00:00Z" });
  for (let i = 0; i < 3; i++) await bus.publish(`sensors/${a.id}/button/pressed`, event);
  const dead = () => database.db.deadLetter.findMany({ where: { deviceId: a.id } });
  await expect.poll(async () => (await dead()).map(({ reason }) => reason)).toEqual(["its device is revoked"]);
  expect(await database.db.event.count({ where: { deviceId: a.id } })).toBe(0);
  expect(acks).toEqual([]);
});

test("web without a password writes nothing", async () => {
  const write = writeBrokerAccounts({ config: { ...CONFIG, MQTT_PASSWORD: undefined }, db: database.db, dir });
  await expect(write).rejects.toThrow("MQTT_PASSWORD is missing");
});
