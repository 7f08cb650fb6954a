import { beforeEach, describe, expect, test } from "vitest";
import { hashToken } from "@/lib/auth/token-hash";
import { AppError, ERROR_STATUS, type ErrorCode } from "@/lib/core/errors";
import { createRateLimits } from "@/lib/core/rate-limits";
import { runtime } from "@/lib/server/runtime";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { bearerOf, call, cookieOf, serveWorld } from "@/test/served-world";
import { route } from "./route";
import { open, publicSpec, read, write } from "./routes.fixture";

let world: World;
eachWorld((made) => {
  world = made;
  serveWorld(world);
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

  test("a NUL in the address is refused before anything is looked for", async () => {
    const answer = await call(read, { headers: admin, params: { id: "1" }, query: "?n=%00" });
    expect(answer).toMatchObject({ status: 422, body: { error: { message: expect.stringContaining("NUL") } } });
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

describe("who asks too much", () => {
  const rates = { user: 0, club: 0, device: 0, address: 0, loginsPerMinute: 0 };
  const ask = async (headers: Record<string, string>, times: number) => {
    const answers = [];
    for (let i = 0; i < times; i++) answers.push(await call(read, { headers, params: { id: "7" } }));
    return answers;
  };

  test("as one person waits, and nobody else does", async () => {
    serveWorld(world, { limits: createRateLimits({ ...rates, user: 2 }, world.clock) });
    const [mine, theirs] = [await bearerOf(world, world.a.admin), await bearerOf(world, world.staff)];
    const answers = await ask(mine, 11);
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(answers[10]!.headers.get("retry-after")).toBe("1");
    expect(answers[10]!.body).toMatchObject({ success: false, error: { code: "rate_limited" } });
    // Another token of the same person is the same person.
    expect((await ask(await bearerOf(world, world.a.admin), 1))[0]!.status).toBe(429);
    expect((await ask(theirs, 1))[0]!.status).toBe(200);
    world.clock.advance(1_000);
    expect((await ask(mine, 1))[0]!.status).toBe(200);
  });

  test("as one club waits, and no other club does", async () => {
    serveWorld(world, { limits: createRateLimits({ ...rates, club: 1 }, world.clock) });
    const people = [await bearerOf(world, world.a.admin), await bearerOf(world, world.staff)];
    for (const person of people) await ask(person, 3);
    for (const person of people) expect((await ask(person, 1))[0]!.status).toBe(429);
    expect((await ask(await bearerOf(world, world.b.admin), 1))[0]!.status).toBe(200);
  });

  test("as one device waits", async () => {
    serveWorld(world, { limits: createRateLimits({ ...rates, device: 1 }, world.clock) });
    await world.db.device.update({ where: { id: world.hub }, data: { tokenHash: hashToken("vigied_slow") } });
    const answers = await ask({ authorization: "Bearer vigied_slow" }, 6);
    expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill(403), 429]);
  });

  test("twenty-four tiles and a viewer that polls five times a second are normal use", async () => {
    const { RATE_LIMIT_USER: user, RATE_LIMIT_CLUB: club } = runtime().config;
    serveWorld(world, { limits: createRateLimits({ ...rates, user, club }, world.clock) });
    const mine = await bearerOf(world, world.a.admin);
    for (let second = 0; second < 3; second++) {
      for (const { status } of await ask(mine, 24 * 5)) expect(status).toBe(200);
      world.clock.advance(1_000);
    }
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
