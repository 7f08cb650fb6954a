import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GET as account } from "@/app/api/account/route";
import { GET as health } from "@/app/api/video/health/route";
import { hashToken } from "@/lib/auth/token-hash";
import { ANSWER_MS } from "@/lib/db/client";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { bearerOf, call, serveWorld } from "@/test/served-world";

let database: TestDatabase;
let world: World;
beforeEach(async () => {
  database = await startTestDatabase(ANSWER_MS);
  world = await createWorld(database.db);
  serveWorld(world);
});
afterEach(async () => {
  world.remove();
  await database.stop();
});

const ask = async (actor = world.a.admin) => (await call(health, { headers: await bearerOf(world, actor) })).body;
const addDevice = (id: string, clubId: number | null, lastSeenAt: Date | null = new Date()) =>
  world.db.device.create({ data: { id, name: id, tokenHash: id, clubId, lastSeenAt } });

test("tells anybody the status, and more to who logs in", async () => {
  world.devices.setOnline(world.hub, { ffmpeg_available: true, ffmpeg_path: "/usr/bin/ffmpeg", max_concurrent: 4 });
  expect((await call(health)).body).toEqual({ success: true, status: "healthy" });
  expect(await ask(world.a.player)).toEqual({
    success: true,
    status: "healthy",
    ffmpeg_available: true,
    ffmpeg_path: "/usr/bin/ffmpeg",
    active_sessions: 0,
    active_recordings: 0,
    max_concurrent: 4,
    proxy_type: "internal",
    pipeline: "Camera → proxy → FFmpeg → MP4",
    devices: [expect.objectContaining({ id: world.hub, online: true, max_concurrent: 4 })],
  });
});

test("is degraded while a device is away, unhealthy without any, and misses none that never came", async () => {
  await addDevice("pi-new", null, null);
  expect(await ask()).toMatchObject({ status: "healthy" });
  await addDevice("pi-old", null);
  expect(await ask()).toMatchObject({ status: "degraded", max_concurrent: 10 });
  world.devices.setOffline(world.hub);
  expect(await ask()).toMatchObject({
    status: "unhealthy",
    ffmpeg_available: false,
    ffmpeg_path: null,
    max_concurrent: 0,
  });
});

test("shows a club its own devices and numbers, a super admin all", async () => {
  await addDevice("pi-other-club", world.b.id);
  const { camera, court, admin } = world.b;
  const place = { clubId: world.b.id, cameraId: camera.id, courtId: court.id, deviceId: world.hub };
  await world.db.session.create({
    data: { ...place, id: "sess_1_1700000000000", createdById: admin.id, status: "active" },
  });
  const idsOf = (body: Awaited<ReturnType<typeof ask>>) =>
    (body.devices as { id: string }[]).map(({ id }) => id).sort();
  const [own, all] = [await ask(), await ask(world.superAdmin)];
  expect([idsOf(own), own.active_sessions]).toEqual([[world.hub], 0]);
  expect([idsOf(all), all.active_sessions]).toEqual([[world.hub, "pi-other-club"].sort(), 1]);
});

test("a device's token shows no more than anybody sees", async () => {
  await world.db.device.update({ where: { id: world.hub }, data: { tokenHash: hashToken("vigied_x") } });
  const answer = await call(health, { headers: { authorization: "Bearer vigied_x" } });
  expect(answer.body).toEqual({ success: true, status: "healthy" });
});

test("still answers while Postgres is frozen, and other routes say so, all within 2 s", async () => {
  const headers = await bearerOf(world, world.a.admin);
  await call(account, { headers });
  const pids = [database.pid, ...childrenOf(database.pid)];
  const timed = async (request: ReturnType<typeof call>) => {
    const start = performance.now();
    const { status, body } = await request;
    expect(performance.now() - start).toBeLessThan(2_100);
    return { status, body };
  };
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  try {
    const [anonymous, known, other] = await Promise.all([
      timed(call(health)),
      timed(call(health, { headers })),
      timed(call(account, { headers })),
    ]);
    expect(anonymous).toEqual({ status: 200, body: { success: true, status: "unhealthy" } });
    expect(known).toEqual(anonymous);
    expect(other).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  }
  await expect.poll(async () => (await call(account, { headers })).status, { timeout: 5_000 }).toBe(200);
});

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
