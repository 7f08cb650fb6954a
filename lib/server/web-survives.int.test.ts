import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SOCKET_PATH } from "@/lib/contracts/sockets";
import { type Mosquitto, startMosquitto } from "@/lib/mqtt/mosquitto.fixture";
import { startEmptyDatabase, startTestDatabase, type TestDatabase } from "@/test/postgres";
import { spawnWeb } from "@/test/running-web";
import { startWebWithDevice } from "@/test/web-world";

const WEB_PASSWORD = "only for this test";
let database: TestDatabase;
let broker: Mosquitto;
let accounts: Record<string, string>;
let world: Awaited<ReturnType<typeof startWebWithDevice>>;

// With a broker of its own, so that it can go away alone.
beforeAll(async () => {
  database = await startTestDatabase();
  world = await startWebWithDevice(database, async ({ deviceId, deviceToken }) => {
    accounts = { web: WEB_PASSWORD, [deviceId]: deviceToken };
    broker = await startMosquitto({ accounts });
    return { MQTT_URL: broker.url, MQTT_PASSWORD: WEB_PASSWORD };
  });
  await vi.waitFor(async () => expect((await create()).status).toBe(201), 30_000);
});
afterAll(async () => {
  await world?.device.stop();
  await world?.web.remove();
  await broker?.stop();
  await database?.stop();
});

const create = () =>
  world.ask("/api/video/session/create", {
    method: "POST",
    body: JSON.stringify({ terrain_id: world.club.courtId }),
    as: world.admin,
  });
const list = () => world.ask("/api/video/session/list", { as: world.admin });

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; tookMs: number }> {
  const startMs = performance.now();
  return { value: await work(), tookMs: performance.now() - startMs };
}

/** Every process of the cluster: a stopped postmaster alone leaves its backends answering. */
async function clusterPids(): Promise<number[]> {
  const rows = await database.db.$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity`;
  return [database.pid, ...rows.map(({ pid }) => pid)];
}
const signalAll = (pids: number[], signal: NodeJS.Signals) => {
  for (const pid of pids) process.kill(pid, signal);
};

test("a frozen Postgres: routes say 503 within two seconds, live pictures go on, and all is well within five after", async () => {
  const socket = io(world.web.url, { path: SOCKET_PATH, auth: { token: world.admin.token } });
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  const stream = await world.ask(`/api/cameras/${world.club.cameraId}/stream`, { as: world.admin });
  const reader = stream.body!.getReader();
  expect((await list()).status).toBe(200);

  const frozen = await clusterPids();
  signalAll(frozen, "SIGSTOP");
  try {
    const [asked, ready, alive] = await Promise.all([
      timed(list),
      timed(() => world.ask("/readyz")),
      timed(() => world.ask("/livez")),
    ]);
    expect([asked.value.status, ready.value.status, alive.value.status]).toEqual([503, 503, 200]);
    expect(asked.tookMs).toBeLessThan(2_000);
    expect(ready.tookMs).toBeLessThan(1_500);
    expect((await asked.value.json()).error).toMatchObject({ code: "unavailable" });
    expect((await ready.value.json()).error.details).toEqual({ accepting: true, postgres: false, broker: true });
    for (let i = 0; i < 30; i++) expect((await reader.read()).done).toBe(false);
  } finally {
    signalAll(frozen, "SIGCONT");
  }
  const back = await timed(() => vi.waitFor(async () => expect((await list()).status).toBe(200), 10_000));
  expect(back.tookMs).toBeLessThan(5_000);
  await reader.cancel();

  // What was said while nobody listened is lost: pages come back and ask again, then hear of changes as before.
  const heard = vi.fn();
  socket.on("session", heard);
  await vi.waitFor(
    async () => {
      await create();
      expect(heard).toHaveBeenCalled();
    },
    { timeout: 15_000, interval: 1_000 },
  );
  socket.disconnect();
});

test("Postgres hanging up on everybody is noticed and mended", async () => {
  await database.db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()`;
  await vi.waitFor(async () => expect((await list()).status).toBe(200), 5_000);
  const socket = io(world.web.url, { path: SOCKET_PATH, auth: { token: world.admin.token } });
  const heard = vi.fn();
  socket.on("session", heard);
  await vi.waitFor(
    async () => {
      await create();
      expect(heard).toHaveBeenCalled();
    },
    { timeout: 10_000, interval: 500 },
  );
  socket.disconnect();
});

test("a broker that is away: what needs a device is 503 at once, the rest works, and it mends by itself", async () => {
  const { port } = broker;
  await broker.stop();
  await vi.waitFor(async () => expect((await world.ask("/readyz")).status).toBe(503), 5_000);
  const { value: refused, tookMs } = await timed(create);
  expect(refused.status).toBe(503);
  expect(tookMs).toBeLessThan(2_000);
  expect((await list()).status).toBe(200);
  broker = await startMosquitto({ accounts, port });
  const back = await timed(() => vi.waitFor(async () => expect((await create()).status).toBe(201), 15_000));
  expect(back.tookMs).toBeLessThan(10_000);
});

test("a start that cannot work says what to do and leaves with 1", async () => {
  const empty = await startEmptyDatabase();
  const unmigrated = await spawnWeb({ databaseUrl: empty.url });
  const unbuilt = await spawnWeb({
    databaseUrl: empty.url,
    env: { NODE_ENV: "production", NEXT_DIST_DIR: ".next/none" },
  });
  const weak = await spawnWeb({ databaseUrl: empty.url, env: { NEXTAUTH_SECRET: "secret" } });
  expect(await Promise.all([unmigrated.ended, unbuilt.ended, weak.ended])).toEqual([1, 1, 1]);
  expect(unmigrated.output()).toContain("Run: npm run migrate");
  expect(unbuilt.output()).toContain("Run: npm run build");
  expect(weak.output()).toContain("NEXTAUTH_SECRET");
  await Promise.all([unmigrated, unbuilt, weak].map((web) => web.remove()));
  await empty.stop();
});

test("a start without Postgres waits for it, and a signal meanwhile ends it cleanly", async () => {
  const web = await spawnWeb({ databaseUrl: "postgresql://nobody:nothing@127.0.0.1:1/none" });
  await vi.waitFor(() => expect(web.output()).toContain("waiting for Postgres"), 15_000);
  web.signal("SIGTERM");
  expect(await web.ended).toBe(0);
  await web.remove();
});
