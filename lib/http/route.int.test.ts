import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { hashToken } from "@/lib/auth/token-hash";
import type { RouteSpec } from "@/lib/contracts/routes";
import { AppError, ERROR_STATUS, type ErrorCode } from "@/lib/core/errors";
import { newToken } from "@/lib/core/ids";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { bearerOf, call, cookieOf, serveWorld } from "@/test/served-world";
import { ok, route } from "./route";

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await createWorld(database.db);
  serveWorld(world);
  return world.remove;
});

const define = <const S extends RouteSpec>(spec: S) => spec;
const readSpec = define({
  method: "GET",
  path: "/api/cameras/[id]",
  access: "camera:read",
  summary: "test",
  params: z.object({ id: z.string().regex(/^\d+$/).transform(Number) }),
  query: z.object({ n: z.coerce.number().int().max(5).default(1) }),
  answer: z.object({ actor: z.string(), id: z.number(), n: z.number() }),
});
const read = route(readSpec, ({ ctx, params, query }) => ok({ actor: ctx.actor.kind, id: params.id, n: query.n }));
const writeSpec = define({
  method: "POST",
  path: "/api/cameras",
  access: "camera:write",
  summary: "test",
  body: z.object({ name: z.string().max(5), count: z.int().default(7) }).strict(),
  answer: z.object({ name: z.string(), count: z.number() }),
});
const write = route(writeSpec, ({ body }) => ok(body));
const publicSpec = define({ method: "GET", path: "/api/x", access: "public", summary: "test" });
const open = route(publicSpec, ({ actor, ctx }) => Response.json({ given: actor?.kind ?? null, seen: ctx.actor.kind }));

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

describe("what is asked", () => {
  let admin: Record<string, string>;
  beforeEach(async () => {
    admin = await bearerOf(world, world.a.admin);
  });

  test("a role that never may is told so, before anything of the request is looked at", async () => {
    const headers = await bearerOf(world, world.a.player);
    expect(await call(read, { headers, params: { id: "nonsense" } })).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden" } },
    });
  });

  test("an id of the wrong shape is an absent one", async () => {
    const answer = await call(read, { headers: admin, params: { id: "../../etc" } });
    expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    expect(answer.body.error?.message).toMatch(/^Camera not found\./);
  });

  test("a wrong parameter is named", async () => {
    const answer = await call(read, { headers: admin, params: { id: "1" }, query: "?n=9" });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "unprocessable", details: [{ path: "n" }] } } });
  });

  test("a body is completed by its schema", async () => {
    expect(await call(write, { headers: admin, body: { name: "ok" } })).toMatchObject({
      status: 200,
      body: { success: true, name: "ok", count: 7 },
    });
  });

  test.each<[string, unknown, ErrorCode]>([
    ["not JSON", "{name:", "bad_request"],
    ["nothing", "", "bad_request"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "bad_request"],
    ["a wrong value", { name: "far too long" }, "unprocessable"],
    ["a field too many", { name: "x", admin: true }, "unprocessable"],
    ["a list", [], "unprocessable"],
    ["null", null, "unprocessable"],
    ["a NUL", '{"name":"a\\u0000"}', "unprocessable"],
    ["half a pair", '{"name":"\\ud800"}', "unprocessable"],
    ["a NUL in a key", '{"\\u0000":1}', "unprocessable"],
    ["64 KB and one byte", `{"name":"${"x".repeat(64 * 1024)}"}`, "too_large"],
    ["a bottomless nesting", "[".repeat(60_000), "bad_request"],
  ])("%s", async (_what, body, code) => {
    const answer = await call(write, { headers: admin, body });
    expect(answer).toMatchObject({ status: ERROR_STATUS[code], body: { success: false, error: { code } } });
  });

  test("an endless body without a length is cut off", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
      },
    });
    expect(await call(write, { headers: admin, body: endless })).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(10);
  });

  test("another media type is not guessed at", async () => {
    const headers = { ...admin, "content-type": "text/plain" };
    expect(await call(write, { headers, body: '{"name":"x"}' })).toMatchObject({ status: 400 });
    const charset = { ...admin, "content-type": "application/json; charset=utf-8" };
    expect(await call(write, { headers: charset, body: '{"name":"x"}' })).toMatchObject({ status: 200 });
  });
});

describe("a change by cookie", () => {
  test.each([
    ["http://vigie.test", 200],
    ["http://vigie.test:8080", 403],
    ["https://evil.example", 403],
    ["null", 403],
    [null, 403],
  ])("from a page of %s answers %i", async (origin, status) => {
    const headers = await cookieOf(world, world.a.admin, origin);
    expect(await call(write, { headers, body: { name: "x" } })).toMatchObject({ status });
  });

  test("is ours too when the page was opened under another address of this machine", async () => {
    const headers = { ...(await cookieOf(world, world.a.admin, "http://10.0.0.5:3000")), host: "10.0.0.5:3000" };
    expect(await call(write, { headers, body: { name: "x" } })).toMatchObject({ status: 200 });
  });

  test("needs no Origin with a bearer token", async () => {
    const headers = { ...(await bearerOf(world, world.a.admin)), origin: "https://evil.example" };
    expect(await call(write, { headers, body: { name: "x" } })).toMatchObject({ status: 200 });
  });
});

describe("failures", () => {
  const failing = (error: unknown) =>
    route(publicSpec, () => {
      throw error;
    });

  test.each(Object.keys(ERROR_STATUS) as ErrorCode[])("%s keeps its code, words and details", async (code) => {
    const error = new AppError(code, "Do this next.", { details: { why: 1 }, retryAfterSeconds: 1.2 });
    const answer = await call(failing(error));
    expect(answer.status).toBe(ERROR_STATUS[code]);
    expect(answer.body).toEqual({
      success: false,
      error: { code, message: "Do this next.", details: { why: 1 }, request_id: answer.headers.get("x-request-id") },
    });
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  test("a bug is told to nobody", async () => {
    const answer = await call(failing(new Error("password=hunter2 at rtsp://a:b@c")));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|rtsp/);
  });

  test("a request id that looks like one is kept, another is replaced", async () => {
    const id = "abc-DEF_12345678";
    expect((await call(open, { headers: { "x-request-id": id } })).headers.get("x-request-id")).toBe(id);
    const replaced = await call(open, { headers: { "x-request-id": "<script>" } });
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("while the server stops, nothing begins", async () => {
    serveWorld(world, { isAccepting: () => false });
    const answer = await call(open);
    expect(answer).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
    expect(answer.headers.get("retry-after")).toBe("5");
  });

  test("an answer that says how it may be kept is left alone", async () => {
    const kept = route(publicSpec, () => Response.json({}, { headers: { "cache-control": "public, max-age=5" } }));
    expect((await call(kept)).headers.get("cache-control")).toBe("public, max-age=5");
  });
});
