import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyPassword } from "@/lib/auth/passwords";
import { hashToken } from "@/lib/auth/token-hash";
import { SecretBox } from "@/lib/core/secret-box";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { DEMO_EMAILS, type DemoPerson, type DemoSeed, seedDemo } from "./seed";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const people = Object.keys(DEMO_EMAILS) as DemoPerson[];
const secrets = new SecretBox(["a secret of the tests that is long enough"]);
const seed: DemoSeed = {
  passwords: Object.fromEntries(people.map((name) => [name, `${name}'s password`])) as DemoSeed["passwords"],
  deviceTokens: { hub: "vigied_hub", "pi-demo": "vigied_pi" },
  cameraUrls: {
    court1: { source: "rtsp", url: "rtsp://admin:pass@10.0.0.9/1" },
    court2: { source: "mjpeg", url: "http://10.0.0.10/video.mjpg" },
    court3: { source: "test", url: null },
  },
  secrets,
};

const dump = async () => {
  const { db } = database;
  const order = { orderBy: { id: "asc" } } as const;
  return {
    clubs: await db.club.findMany(order),
    users: await db.user.findMany(order),
    courts: await db.court.findMany(order),
    cameras: await db.camera.findMany(order),
    devices: await db.device.findMany({ orderBy: { id: "asc" } }),
  };
};

test("makes two clubs under fixed ids; a second time changes nothing", async () => {
  expect(await seedDemo(database.db, seed)).toEqual(DEMO_EMAILS);
  const first = await dump();
  expect(first.clubs.map(({ id, name }) => [id, name])).toEqual([
    [1, "Padel Club Demo"],
    [2, "Autre Club"],
  ]);
  expect(first.courts.map(({ id, clubId }) => [id, clubId])).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
  expect(first.cameras.map(({ id, courtId, deviceId, urlRedacted }) => [id, courtId, deviceId, urlRedacted])).toEqual([
    [1, 1, "hub", "rtsp://10.0.0.9"],
    [2, 2, "hub", "http://10.0.0.10"],
    [3, 3, "hub", null],
  ]);
  expect(secrets.open(first.cameras[0]!.urlSealed!)).toBe(seed.cameraUrls.court1.url);
  expect(first.devices.map(({ id, clubId, tokenHash }) => [id, clubId, tokenHash])).toEqual([
    ["hub", null, hashToken("vigied_hub")],
    ["pi-demo", 1, hashToken("vigied_pi")],
  ]);
  await seedDemo(database.db, seed);
  expect(await dump()).toEqual(first);
});

test("the Raspberry Pi gets a camera and two sensors once, after the fixed ids", async () => {
  const { db } = database;
  const withPi = { ...seed, piCamera: { source: "file", url: "/films/court1.mp4" } as const };
  await seedDemo(db, withPi);
  const [camera, ...more] = await db.camera.findMany({ where: { deviceId: "pi-demo" } });
  expect([camera?.id, more]).toEqual([4, []]);
  const { config } = await db.device.findUniqueOrThrow({ where: { id: "pi-demo" } });
  expect(config).toMatchObject({
    sensors: [
      { name: "mat", cameras: [4] },
      { name: "motion", cameras: [4] },
    ],
  });
  const first = await dump();
  await seedDemo(db, withPi);
  expect(await dump()).toEqual(first);
});

test("a new password and address are taken over, and what people add gets ids of its own", async () => {
  const { db } = database;
  await seedDemo(db, { ...seed, passwords: { ...seed.passwords, staff: "another one" } });
  const staff = await db.user.findUniqueOrThrow({ where: { email: DEMO_EMAILS.staff } });
  expect(await verifyPassword("another one", staff.passwordHash)).toBe(true);
  const moved = { source: "rtsp", url: "rtsp://10.0.0.11/1" } as const;
  await seedDemo(db, { ...seed, cameraUrls: { ...seed.cameraUrls, court3: moved } });
  expect(await db.camera.findUnique({ where: { id: 3 } })).toMatchObject({ source: "rtsp", deviceId: "hub" });
  expect((await db.court.create({ data: { clubId: 1, name: "Court 4" } })).id).toBe(4);
});
