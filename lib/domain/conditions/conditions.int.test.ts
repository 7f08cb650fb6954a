import { expect, test } from "vitest";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import type { AlertChannel } from "../alerts/channel";
import { insertEvents } from "../events/insert";
import { watchConditions } from "./watch";

let world: World;
let told: string[];
eachWorld(async (made) => {
  world = made;
  await world.db.alert.deleteMany();
  await world.db.device.updateMany({ where: { id: { not: world.hub } }, data: { revokedAt: new Date() } });
  told = [];
});

const channel: AlertChannel = {
  name: "test",
  enqueue: async (_ctx, _tx, alerts, news) => void told.push(...alerts.map(({ kind }) => `${kind} ${news}`)),
};
const look = () => watchConditions({ ...world.system, alertChannels: [channel] });
const lookFor = async (seconds: number) => {
  for (let second = 0; second < seconds; second += 5) {
    world.clock.advance(5_000);
    await look();
  }
};
const alerts = () => world.db.alert.findMany({ orderBy: { seq: "asc" } });
const camera = (state: string, recording_session_id: string | null = null) => ({
  ...{ id: world.a.camera.id, state, frame_age_ms: null, codec: null, width: null, height: null, fps: null },
  ...{ bitrate: null, reconnects: 0, consumers: 1, error: null, cause: "timeout", recording_session_id },
});
const say = (change: object = {}, isOnline = true) =>
  world.db.device.update({
    where: { id: world.hub },
    data: {
      isOnline,
      lastSeenAt: world.clock.now(),
      status: DeviceStatus.parse({ status: "online", at: world.clock.now().toISOString(), ...change }),
    },
  });

test("a device that stays away alerts each club it serves once, and says when it is back", async () => {
  await say();
  await look();
  await say({}, false);
  await lookFor(55);
  expect(await alerts()).toEqual([]);
  const wentAt = new Date(world.clock.now().getTime() - 50_000);
  await lookFor(30);
  const mine = { kind: "device.offline", deviceId: world.hub, severity: "critical", occurredAt: wentAt };
  expect(await alerts()).toMatchObject([
    { ...mine, clubId: world.a.id, recoveredAt: null },
    { ...mine, clubId: world.b.id, recoveredAt: null },
  ]);
  await say();
  await lookFor(5);
  await say({}, false);
  await lookFor(60);
  await say();
  await lookFor(30);
  const over = await alerts();
  expect(over).toHaveLength(2);
  expect(over.every(({ recoveredAt }) => recoveredAt !== null)).toBe(true);
  expect(told).toEqual([
    ...["device.offline raised", "device.offline raised"],
    ...["device.offline recovered", "device.offline recovered"],
  ]);
});

test("two programs that look at once, again and again, tell one story", async () => {
  await world.db.device.update({ where: { id: world.hub }, data: { clubId: world.a.id } });
  await say({}, false);
  for (let second = 0; second < 90; second += 15) {
    await Promise.all([look(), look(), look()]);
    world.clock.advance(15_000);
  }
  expect(told).toEqual(["device.offline raised"]);
});

test("a camera, a disk and a clock; one that flickers calls nobody", async () => {
  const short = { bytes_free: 15e8, bytes_total: 1e11, bytes_reserved: 1e9 };
  await say({ cameras: [camera("unreachable")], storage: short, clock_synced: false });
  await lookFor(15);
  await say({ cameras: [camera("live")], storage: short, clock_synced: false });
  await lookFor(5);
  await say({ cameras: [camera("stale")], storage: short, clock_synced: false });
  await lookFor(65);
  expect((await alerts()).map(({ kind, clubId, data }) => [kind, clubId, data])).toEqual([
    ["disk.low", world.a.id, { bytes_free: 15e8, bytes_reserved: 1e9 }],
    ["disk.low", world.b.id, { bytes_free: 15e8, bytes_reserved: 1e9 }],
    ["camera.lost", world.a.id, { cause: "timeout" }],
    ["clock.unsure", world.a.id, {}],
    ["clock.unsure", world.b.id, {}],
  ]);
  await say({ cameras: [camera("live")], storage: { ...short, bytes_free: 3e9 } });
  await lookFor(70);
  expect((await alerts()).filter(({ recoveredAt }) => recoveredAt === null)).toEqual([]);
});

test("a recording that ended by itself is told once, and over when its camera is recorded again", async () => {
  await say({ cameras: [camera("live", "sess_1_1")] });
  const event = (type: string, session_id: string) =>
    insertEvents(world.system, world.hub, [
      {
        ...{ schema: 1, event_id: newId(), type, camera_id: world.a.camera.id, clock_synced: true, historical: false },
        ...{ occurred_at: world.clock.now().toISOString(), data: { session_id } },
      },
    ]);
  await event("recorder.replaced", "sess_1_1");
  await lookFor(10);
  await event("recorder.stopped", "sess_1_1");
  await say({ cameras: [camera("live")] });
  await lookFor(300);
  expect(told).toEqual(["recorder.replaced raised", "recorder.stopped raised", "recorder.replaced recovered"]);
  await say({ cameras: [camera("live", "sess_1_2")] });
  await lookFor(10);
  expect(told.at(-1)).toBe("recorder.stopped recovered");
});
