import { describe, expect, test } from "vitest";
import { hashToken } from "@/lib/auth/token-hash";
import { newToken } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { bearerOf, call, cookieOf, serveWorld } from "@/test/served-world";
import { open, read, write } from "./routes.fixture";

let world: World;
eachWorld((made) => {
  world = made;
  serveWorld(world);
});

describe("who calls", () => {
  test("a bearer token of a person", async () => {
    const answer = await call(read, { headers: await bearerOf(world, world.a.admin), params: { id: "7" } });
    expect(answer).toMatchObject({ status: 200, body: { success: true, actor: "user", id: 7, n: 1 } });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test("a browser's cookie", async () => {
    const headers = await cookieOf(world, world.a.admin, null);
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 200 });
  });

  test("nobody is told to log in", async () => {
    const answer = await call(read, { params: { id: "7" } });
    expect(answer).toMatchObject({ status: 401, body: { success: false, error: { code: "unauthenticated" } } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test.each(["Bearer vigie_wrong", "Bearer ", "Basic dTpw", "vigie_x", "Bearer a b", "Bearer vigied_wrong", ""])(
    "a wrong Authorization header (%j) is nobody, even with a good cookie beside it",
    async (authorization) => {
      const headers = { ...(await cookieOf(world, world.a.admin)), authorization };
      expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 401 });
    },
  );

  test("a cookie's content is no bearer token", async () => {
    const { cookie } = await cookieOf(world, world.a.admin);
    const headers = { authorization: `Bearer ${cookie.split("session-token=")[1]}` };
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 401 });
  });

  test("who was disabled, or logged out everywhere, is out at once", async () => {
    const [cookie, bearer] = [await cookieOf(world, world.a.admin), await bearerOf(world, world.a.admin)];
    const statuses = async () =>
      Promise.all([cookie, bearer].map(async (headers) => (await call(read, { headers, params: { id: "7" } })).status));
    const { id } = world.a.admin;
    expect(await statuses()).toEqual([200, 200]);
    await world.db.user.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await statuses()).toEqual([401, 401]);
    await world.db.user.update({ where: { id }, data: { disabledAt: null, loginEpoch: 1 } });
    expect(await statuses()).toEqual([401, 401]);
  });

  test("a changed role counts at once", async () => {
    const headers = await bearerOf(world, world.a.admin);
    await world.db.user.update({ where: { id: world.a.admin.id }, data: { role: "PLAYER" } });
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 403 });
  });

  test("an expired or revoked token is nobody's", async () => {
    const headers = await bearerOf(world, world.a.admin);
    const mine = { where: { userId: world.a.admin.id } };
    await world.db.apiToken.updateMany({ ...mine, data: { expiresAt: world.clock.now() } });
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 401 });
    await world.db.apiToken.updateMany({ ...mine, data: { expiresAt: null, revokedAt: new Date() } });
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 401 });
  });

  test("a token with scopes does only those", async () => {
    const headers = await bearerOf(world, world.a.admin, ["camera:read"]);
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 200 });
    expect(await call(write, { headers, body: { name: "x" } })).toMatchObject({ status: 403 });
  });

  test("a device is known by its token, until it is revoked, and holds no permission of people", async () => {
    const token = newToken("vigied");
    const id = `pi-${world.tag}`;
    await world.db.device.create({ data: { id, name: "Pi", tokenHash: hashToken(token) } });
    const headers = { authorization: `Bearer ${token}` };
    expect(await call(open, { headers })).toMatchObject({ body: { given: "device" } });
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 403 });
    await world.db.device.update({ where: { id }, data: { revokedAt: new Date() } });
    expect(await call(read, { headers, params: { id: "7" } })).toMatchObject({ status: 401 });
  });

  test("anyone may ask a public route, and a wrong login counts as none there", async () => {
    expect(await call(open)).toMatchObject({ status: 200, body: { given: null, seen: "anonymous" } });
    expect(await call(open, { headers: { authorization: "Bearer vigie_x" } })).toMatchObject({ body: { given: null } });
    const headers = await bearerOf(world, world.a.player);
    expect(await call(open, { headers })).toMatchObject({ body: { given: "user" } });
  });
});
