import { afterAll, beforeAll, expect, test } from "vitest";
import { hashToken } from "@/lib/auth/token-hash";
import { newToken } from "@/lib/core/ids";
import { notify } from "@/lib/db/notify";
import { revokeDevice } from "@/lib/domain/devices/revoke";
import { connectedBus, silentLog } from "@/lib/mqtt/broker.fixture";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { createWorld } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { startWeb } from "@/test/running-web";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

test("web's own broker cuts a revoked device off at the notice, long before it looks by itself, and no other", async () => {
  const world = await createWorld(database.db);
  const web = await startWeb({ databaseUrl: database.url });
  const device = async (name: string) => {
    const [id, token] = [`${name}-${world.tag}`, newToken("vigied")];
    const row = { id, name: id, clubId: world.a.id, tokenHash: hashToken(token), enrolledAt: new Date() };
    await database.db.device.create({ data: row });
    const account = { url: web.mqttUrl, username: id, password: token, log: silentLog };
    const bus = await connectedBus(mqttBus({ ...account, clientId: id }));
    return { id, bus, preview: await connectedBus(mqttBus({ ...account, clientId: `${id}-preview` })) };
  };
  const [a, b] = [await device("a"), await device("b")];
  let losses = 0;
  b.bus.onDisconnect(() => losses++);
  const cut = new Promise<number>((resolve) => a.bus.onDisconnect(() => resolve(performance.now())));
  // Another web does this: all that this one hears of it is the notice.
  await revokeDevice({ ...world.ctx(world.a.admin), notify }, a.id);
  const revokedAt = performance.now();
  // S10 wants a minute; the broker's own look comes every ten seconds.
  expect((await cut) - revokedAt).toBeLessThan(9_000);
  await expect.poll(() => [a.bus.connected, a.preview.connected]).toEqual([false, false]);
  await b.bus.publish(`sensors/${b.id}/noticed`, "still here");
  expect([b.bus.connected, losses]).toEqual([true, 0]);
  await Promise.all([a, b].flatMap(({ bus, preview }) => [bus.stop(), preview.stop()]));
  await web.remove();
  world.remove();
});
