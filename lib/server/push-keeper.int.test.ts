import { createECDH, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { UserActor } from "@/lib/auth/actor";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { raiseAlert } from "@/lib/domain/alerts/raise";
import type { Ctx } from "@/lib/domain/context";
import { pushChannel } from "@/lib/domain/push/push-channel";
import { endPush, readPushKey, subscribePush } from "@/lib/domain/push/subscribe";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { keepPush } from "./push-keeper";

/** The receiving half of RFC 8291, which web-push brings along. */
type Decrypt = (body: Buffer, how: { version: string; privateKey: unknown; authSecret: Buffer }) => Buffer;
const fromPush = createRequire(createRequire(import.meta.url).resolve("web-push"));
const { decrypt } = fromPush("http_ece") as { decrypt: Decrypt };

let database: TestDatabase;
let world: World;
let got: { path: string; body: Buffer; authorization: string }[];
let status: number;
let stop: () => void;
const service = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const authorization = String(request.headers.authorization);
  got.push({ path: request.url ?? "", body: Buffer.concat(chunks), authorization });
  response.writeHead(status).end();
});
beforeAll(async () => {
  database = await startTestDatabase();
  await once(service.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  service.closeAllConnections();
  service.close();
  await database.stop();
});
beforeEach(async () => {
  await database.db.pushSubscription.deleteMany();
  world = await createWorld(database.db);
  [got, status] = [[], 201];
  stop = keepPush({ context: system, clock: systemClock, log: createLogger("test", "silent"), periodMs: 20 });
  return world.remove;
});
afterEach(() => stop());

const allowed = { allowedHosts: ["127.0.0.1"] };
const system = (): Ctx => ({ ...world.ctx(world.system.actor, allowed), alertChannels: [pushChannel] });
async function browserOf(person: UserActor) {
  const login = await database.db.login.create({ data: { id: newId(), userId: person.id } });
  const keys = createECDH("prime256v1");
  const auth = randomBytes(16);
  const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/${login.id}`;
  const ctx = world.ctx({ ...person, proof: { kind: "login", id: login.id } }, allowed);
  await subscribePush(ctx, {
    endpoint,
    keys: { p256dh: keys.generateKeys().toString("base64url"), auth: auth.toString("base64url") },
  });
  const read = (body: Buffer) =>
    JSON.parse(decrypt(body, { version: "aes128gcm", privateKey: keys, authSecret: auth }).toString());
  return { ctx, endpoint, login: login.id, path: `/${login.id}`, read };
}
const raise = () =>
  database.db.$transaction((tx) =>
    raiseAlert(system(), tx, {
      ...{ clubId: world.a.id, kind: "button.pressed", severity: "warning", occurredAt: world.clock.now() },
      ...{ deviceId: world.hub, cameraId: world.a.camera.id },
    }),
  );
const subscriptions = () => database.db.pushSubscription.count();
const pending = () => database.db.pushMessage.count();

test("browsers of those who may see an alert are told, in words that only they can read", async () => {
  const mine = await browserOf(world.staff);
  await browserOf(world.b.admin);
  await browserOf(world.a.player);
  const alert = await raise();
  await vi.waitFor(() => expect(got).toHaveLength(1), 10_000);
  const [{ path, body, authorization }] = got as [(typeof got)[0]];
  expect(path).toBe(mine.path);
  expect(body.includes("Camera 1")).toBe(false);
  expect(mine.read(body)).toMatchObject({
    id: alert!.id,
    news: "raised",
    kind: "button.pressed",
    place: "Court 1 · Camera 1",
  });
  expect(authorization).toContain(`k=${await readPushKey(mine.ctx)}`);
  await vi.waitFor(async () => expect(await pending()).toBe(0), 10_000);
});

test("a subscription that is gone is removed; a service that is ill is asked again", async () => {
  await browserOf(world.staff);
  status = 503;
  await raise();
  await vi.waitFor(() => expect(got).toHaveLength(1), 10_000);
  expect(await subscriptions()).toBe(1);
  status = 410;
  await vi.waitFor(async () => {
    world.clock.advance(31_000);
    expect(await subscriptions()).toBe(0);
  }, 10_000);
});

test("nobody is told whose login was ended, or who switched it off; a token subscribes nothing", async () => {
  const [out, off] = [await browserOf(world.staff), await browserOf(world.a.admin)];
  await database.db.login.update({ where: { id: out.login }, data: { endedAt: world.clock.now() } });
  await endPush(world.ctx(world.b.admin), off.endpoint);
  expect(await subscriptions(), "nobody ends another's").toBe(2);
  await endPush(off.ctx, off.endpoint);
  await raise();
  expect(await pending()).toBe(0);
  const keys = { p256dh: "B".repeat(87), auth: "A".repeat(22) };
  const address = { endpoint: "https://192.0.2.1/x", keys };
  await expect(subscribePush(world.ctx(world.staff), address)).rejects.toMatchObject({ code: "unprocessable" });
});
