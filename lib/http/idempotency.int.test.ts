import { expect, test } from "vitest";
import { z } from "zod";
import type { RouteSpec } from "@/lib/contracts/routes";
import { AppError } from "@/lib/core/errors";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { bearerOf, call, serveWorld } from "@/test/served-world";
import { created, route } from "./route";

let world: World;
let admin: Record<string, string>;
let runs: number;
let work: () => Promise<void>;
eachWorld(async (made) => {
  world = made;
  serveWorld(world);
  admin = await bearerOf(world, world.a.admin);
  runs = 0;
  work = async () => undefined;
});

const spec = {
  method: "POST",
  path: "/api/cameras",
  access: "camera:write",
  summary: "test",
  body: z.object({ name: z.string(), tag: z.string().default("none") }),
  answer: z.object({ run: z.number(), name: z.string() }),
  status: 201,
  idempotent: true,
} as const satisfies RouteSpec;
const handler = route(spec, async ({ body }) => {
  const run = ++runs;
  await work();
  return created({ run, name: body.name });
});
const ask = (key: string | null, name = "x", headers = admin, body: object = { name }) =>
  call(handler, { headers: { ...headers, ...(key !== null && { "idempotency-key": key }) }, body });

test("the same request with the same key is done once and answered alike", async () => {
  const first = await ask("k1");
  const again = await ask("k1");
  expect([first.status, again.status, runs]).toEqual([201, 201, 1]);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect((await ask("k1", "x", admin, { tag: "none", name: "x" })).body).toEqual(first.body);
});

test("another request with the same key is refused", async () => {
  await ask("k1");
  expect(await ask("k1", "y")).toMatchObject({ status: 422, body: { error: { code: "unprocessable" } } });
});

test("without a key, with another one, or of another person, it is another request", async () => {
  await ask("k1");
  await ask("k2");
  await ask(null);
  await ask(null);
  await ask("k1", "x", await bearerOf(world, world.b.admin));
  expect(runs).toBe(5);
});

test("of 20 at once one is worked on, the others are told to ask again", async () => {
  let finish = () => {};
  work = () => new Promise((resolve) => (finish = resolve));
  const first = ask("k1");
  await expect.poll(() => runs).toBe(1);
  const others = await Promise.all(Array.from({ length: 19 }, () => ask("k1")));
  expect(others.map(({ status }) => status)).toEqual(Array(19).fill(409));
  expect(others[0]!.headers.get("retry-after")).toBe("1");
  finish();
  expect((await first).status).toBe(201);
  expect((await ask("k1")).body).toMatchObject({ run: 1 });
});

test.each(["device_timeout", "conflict", "rate_limited"] as const)(
  "what ended in %s may be tried again",
  async (code) => {
    work = async () => {
      throw new AppError(code, "Not now.");
    };
    await ask("k1");
    work = async () => undefined;
    expect(await ask("k1")).toMatchObject({ status: 201, body: { run: 2 } });
  },
);

test("a request whose process died is taken over after a minute, and every key is new after a day", async () => {
  work = () => new Promise(() => undefined);
  void ask("k1");
  await expect.poll(() => runs).toBe(1);
  work = async () => undefined;
  world.clock.advance(59_000);
  expect((await ask("k1")).status).toBe(409);
  world.clock.advance(2_000);
  expect((await ask("k1")).body).toMatchObject({ run: 2 });
  world.clock.advance(25 * 3_600_000);
  expect((await ask("k1", "y")).body).toMatchObject({ run: 3, name: "y" });
});

test("a key that is none is refused", async () => {
  expect(await ask("x".repeat(201))).toMatchObject({ status: 422 });
  expect(await ask("a b")).toMatchObject({ status: 422 });
});
