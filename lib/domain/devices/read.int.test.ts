import { expect, test } from "vitest";
import type { CameraReport } from "@/lib/contracts/cameras";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { createSession } from "../sessions/create";
import { listDevices, readDevice } from "./read";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const report = (id: number): CameraReport => ({
  ...{ id, state: "live", frame_age_ms: 1, codec: null, width: null, height: null, fps: null, bitrate: null },
  ...{ reconnects: 0, consumers: 0, error: null, recording_session_id: null },
});
const pi = async (clubId: number, id = `pi-${newId().slice(-8)}`) =>
  (await world.db.device.create({ data: { id, clubId, name: "Pi", tokenHash: "-" } })).id;
const seenBy = async (actor: Parameters<World["ctx"]>[0]) =>
  (await listDevices(world.ctx(actor), { limit: 200 })).devices.map(({ id }) => id);

test("a club sees its own devices and those that serve it, with its own cameras alone", async () => {
  const { a, b, hub, devices, staff } = world;
  const [own, foreign] = [await pi(a.id), await pi(b.id)];
  devices.setOnline(hub, {
    ...{ version: "1.2", queue_depth: 3, ffmpeg_path: "/usr/bin/ffmpeg", clock_synced: false },
    storage: { bytes_free: 10, bytes_total: 20, bytes_reserved: 2 },
    cameras: [report(a.camera.id), report(b.camera.id)],
  });
  for (const actor of [a.admin, staff]) {
    const seen = await seenBy(actor);
    expect(seen).toEqual(expect.arrayContaining([own, hub]));
    expect(seen).not.toContain(foreign);
    const device = await readDevice(world.ctx(actor), hub);
    expect(device).toMatchObject({ online: true, version: "1.2", queue_depth: 3, clock_synced: false });
    expect(device.ffmpeg_path).toBeNull();
    expect(device.cameras).toMatchObject([{ id: a.camera.id, court_name: "Court 1", report: { state: "live" } }]);
  }
  const whole = await readDevice(world.ctx(world.superAdmin), hub);
  expect(whole.cameras.map(({ id }) => id)).toEqual([a.camera.id, b.camera.id]);
  expect(whole.ffmpeg_path).toBe("/usr/bin/ffmpeg");
});

test("a device of another club is not found, exactly like none; players never see any", async () => {
  const foreign = await pi(world.b.id);
  const refusals = [foreign, "nobody-here"].map((id) =>
    readDevice(world.ctx(world.a.admin), id).catch((error: unknown) => String(error)),
  );
  const [one, none] = await Promise.all(refusals);
  expect(one).toEqual(none);
  await expect(readDevice(world.ctx(world.a.player), world.hub)).rejects.toMatchObject({ code: "forbidden" });
  const query = { limit: 5, club_id: world.b.id };
  await expect(listDevices(world.ctx(world.a.admin), query)).rejects.toMatchObject({ code: "not_found" });
});

test("one that serves a single camera of the club is seen too, and a revoked one is in no list", async () => {
  const borrowed = await pi(world.b.id);
  expect(await seenBy(world.a.admin)).not.toContain(borrowed);
  await world.db.camera.update({ where: { id: world.a.camera.id }, data: { deviceId: borrowed } });
  expect((await readDevice(world.ctx(world.a.admin), borrowed)).club_name).toBeNull();
  await world.db.device.update({ where: { id: borrowed }, data: { revokedAt: new Date() } });
  for (const actor of [world.a.admin, world.superAdmin]) expect(await seenBy(actor)).not.toContain(borrowed);
});

test("an offline device is described by its last word, and its cameras by nothing", async () => {
  const status = { status: "online", version: "7", at: "2026-03-01T10:00:00.000Z", cameras: [report(1)] };
  await world.db.device.update({ where: { id: world.hub }, data: { status, lastSeenAt: world.clock.now() } });
  world.devices.setOffline(world.hub);
  const device = await readDevice(world.ctx(world.a.admin), world.hub);
  expect(device).toMatchObject({ online: false, version: "7", reported_at: "2026-03-01T10:00:00.000Z" });
  expect(device.cameras[0]!.report).toBeNull();
});

test("differences are shown to the club they concern", async () => {
  const mine = await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id });
  world.clock.advance(1_000);
  const theirs = await createSession(world.ctx(world.b.player), { terrain_id: world.b.court.id });
  const about = (id: string) => ({ kind: "session", id, here: "active", device: null, what: "not open" });
  const differences = [mine.session_id, theirs.session_id, "sess_9_1700000000000"].map(about);
  await world.db.device.update({ where: { id: world.hub }, data: { differences } });
  const shown = (await readDevice(world.ctx(world.a.admin), world.hub)).differences.map(({ id }) => id);
  expect(shown).toEqual([mine.session_id]);
  expect((await readDevice(world.ctx(world.superAdmin), world.hub)).differences).toHaveLength(3);
});

test("pages by id", async () => {
  for (let i = 0; i < 3; i++) await pi(world.a.id);
  const ctx = world.ctx(world.a.admin);
  const all = await seenBy(world.a.admin);
  const first = await listDevices(ctx, { limit: 2 });
  const rest = await listDevices(ctx, { limit: 200, cursor: first.next_cursor! });
  expect([...first.devices, ...rest.devices].map(({ id }) => id)).toEqual(all);
  expect(rest.next_cursor).toBeNull();
});
