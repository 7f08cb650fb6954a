import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { raiseAlert, recoverAlerts } from "@/lib/domain/alerts/raise";
import type { Ctx } from "@/lib/domain/context";
import { listDeliveries, sendAgain, testWebhook } from "@/lib/domain/webhooks/deliveries";
import { createWebhook, listWebhooks, updateWebhook } from "@/lib/domain/webhooks/manage";
import { claimDeliveries, MAX_ATTEMPTS, MAX_FAILURES } from "@/lib/domain/webhooks/queue";
import { webhookChannel } from "@/lib/domain/webhooks/webhook-channel";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { postSigned } from "./post-signed";
import { keepWebhooks } from "./webhook-keeper";

type Got = { path: string; body: string; headers: IncomingMessage["headers"] };
type Answer = (response: ServerResponse, nth: number) => void;

let database: TestDatabase;
let world: World;
let got: Got[];
let answer: Answer;
let stops: (() => Promise<unknown>)[];
const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  got.push({ path: request.url ?? "", body, headers: request.headers });
  answer(response, got.length);
});
beforeAll(async () => {
  database = await startTestDatabase();
  await once(receiver.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await database.stop();
});
beforeEach(async () => {
  await database.db.webhook.deleteMany();
  world = await createWorld(database.db);
  [got, stops] = [[], []];
  answer = (response) => response.end("thank you");
  return world.remove;
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

const allowed = { allowedHosts: ["127.0.0.1"] };
const admin = (): Ctx => world.ctx(world.a.admin, allowed);
const system = (): Ctx => ({ ...world.ctx(world.system.actor, allowed), alertChannels: [webhookChannel] });
const url = (path = "/hook") => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;
const add = (path?: string, kinds: string[] = []) => createWebhook(admin(), { url: url(path), kinds });
const serve = () => {
  const log = createLogger("test", "silent");
  const stop = keepWebhooks({ context: system, clock: systemClock, log, periodMs: 20 });
  stops.push(stop);
  return stop;
};
const raise = (kind = "button.pressed", clubId = world.a.id) =>
  database.db.$transaction((tx) =>
    raiseAlert(system(), tx, {
      ...{ clubId, kind, severity: "warning", occurredAt: world.clock.now(), deviceId: world.hub },
    }),
  );
const log = (id: string) => listDeliveries(admin(), id);

test("an alert and its recovery arrive once, signed, at the webhooks of its club that ask for its kind", async () => {
  const { webhook, secret } = await add("/mine?key=1", ["camera"]);
  await createWebhook(world.ctx(world.b.admin, allowed), { url: url("/others"), kinds: [] });
  expect(JSON.stringify([webhook, await listWebhooks(admin(), {})])).not.toMatch(/key=1|vigiew_/);
  await raise("camera.lost");
  await raise("button.pressed");
  await database.db.$transaction((tx) => recoverAlerts(system(), tx, { kind: "camera.lost", deviceId: world.hub }));
  serve();
  serve();
  await vi.waitFor(
    async () => expect((await log(webhook.id)).filter((one) => one.delivered_at)).toHaveLength(2),
    10_000,
  );
  expect(got.map(({ path, body }) => [path, JSON.parse(body).type, JSON.parse(body).alert.kind])).toEqual([
    ["/mine?key=1", "alert.raised", "camera.lost"],
    ["/mine?key=1", "alert.recovered", "camera.lost"],
  ]);
  const [{ headers, body }] = got as [Got];
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-vigie-signature"])) ?? [];
  expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
  expect(headers["x-vigie-delivery"]).toBe(JSON.parse(body).id);
  expect((await log(webhook.id))[0]).toMatchObject({ status: 200, answer: "thank you", attempts: 1, due_at: null });
});

test("what fails is tried again under its id, each time later, eight times; a redirect is not followed", async () => {
  answer = (response, nth) => response.writeHead(nth % 2 ? 500 : 302, { location: url("/elsewhere") }).end("no");
  const { webhook } = await add();
  await testWebhook(admin(), webhook.id);
  serve();
  for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts++) {
    await vi.waitFor(
      async () => expect((await log(webhook.id))[0]).toMatchObject({ attempts, duration_ms: expect.any(Number) }),
      10_000,
    );
    await vi.waitFor(() => expect(got).toHaveLength(attempts), 10_000);
    await vi.waitFor(async () => expect(await leased()).toBe(0), 10_000);
    world.clock.advance(3_600_000);
  }
  expect((await log(webhook.id))[0]).toMatchObject({ due_at: null, delivered_at: null, status: 302, answer: "no" });
  expect(new Set(got.map(({ path, headers }) => `${path} ${headers["x-vigie-delivery"]}`)).size).toBe(1);
  answer = (response) => response.end();
  const again = await sendAgain(admin(), webhook.id, (await log(webhook.id))[0]!.id);
  await vi.waitFor(async () => expect((await log(webhook.id))[0]?.delivered_at).not.toBeNull(), 10_000);
  expect(got.at(-1)?.headers["x-vigie-delivery"]).toBe(again.id);
});
const leased = () => database.db.webhookDelivery.count({ where: { leasedUntil: { not: null } } });

test("a receiver that hangs holds up no other, and hears it again from the next program when this one dies", async () => {
  const { webhook: slow } = await add("/slow");
  const { webhook: quick } = await add("/quick");
  answer = (response) => {
    if (got.at(-1)?.path === "/quick") response.end();
  };
  await testWebhook(admin(), slow.id);
  // A program that claims and is killed before it says anything.
  expect(await claimDeliveries(system(), 1)).toHaveLength(1);
  await testWebhook(admin(), quick.id);
  serve();
  await vi.waitFor(async () => expect((await log(quick.id))[0]?.delivered_at).not.toBeNull(), 10_000);
  expect(got.map(({ path }) => path)).toEqual(["/quick"]);
  answer = (response) => response.writeHead(204).end();
  world.clock.advance(31_000);
  await vi.waitFor(async () => expect((await log(slow.id))[0]).toMatchObject({ status: 204, attempts: 2 }), 10_000);
  expect(got.map(({ path }) => path)).toEqual(["/quick", "/slow"]);
});

test("a webhook that never answers is switched off, with a word, and drops what was waiting", async () => {
  answer = (response) => response.destroy();
  const { webhook } = await add();
  await database.db.webhook.update({ where: { id: webhook.id }, data: { failures: MAX_FAILURES - 1 } });
  await testWebhook(admin(), webhook.id);
  serve();
  await vi.waitFor(
    async () => expect((await listWebhooks(admin(), {}))[0]).toMatchObject({ enabled: false, failures: MAX_FAILURES }),
    10_000,
  );
  const [off] = await listWebhooks(admin(), {});
  expect(off?.gave_up_at).not.toBeNull();
  await expect(testWebhook(admin(), webhook.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await updateWebhook(admin(), webhook.id, { enabled: true })).toMatchObject({ failures: 0, gave_up_at: null });
});

test("an answer that is late is none; of a long one the beginning is kept", async () => {
  const due = { ...{ id: "1", type: "test", body: "{}" }, url: url(), secret: "secret" };
  const post = (timeoutMs: number) => postSigned(due, "127.0.0.1", new Date(), timeoutMs);
  answer = () => undefined;
  expect(await post(50)).toMatchObject({ status: null, error: "no answer within 0.05 seconds" });
  answer = (response) => void response.writeHead(200).write("x".repeat(200_000));
  expect(await post(5_000)).toMatchObject({ status: 200, answer: "x".repeat(500) });
});

test("no address inside, none without TLS, none with a password; a name is held to where it leads", async () => {
  const lookUp = async (host: string) => [{ address: host === "inside.example" ? "10.1.2.3" : "192.0.2.1", family: 4 }];
  const refuse = async (address: string) =>
    expect(
      createWebhook({ ...world.ctx(world.a.admin), lookUp }, { url: address, kinds: [] }),
      address,
    ).rejects.toMatchObject({
      code: "unprocessable",
    });
  for (const address of [
    ...["https://127.0.0.1/", "https://10.0.0.8/", "https://192.168.1.4/x", "https://172.16.0.1", "https://[::1]/"],
    ...["https://[fd00::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/", "http://192.0.2.1/"],
    ...["https://inside.example/", "https://a:b@outside.example/", "rtsp://192.0.2.1/", "file:///etc/passwd"],
  ])
    await refuse(address);
  const made = await createWebhook(
    { ...world.ctx(world.a.admin), lookUp },
    { url: "https://outside.example/x", kinds: [] },
  );
  expect(made.webhook.url).toBe("https://outside.example");
});
