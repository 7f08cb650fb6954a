import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as logOutEverywhere } from "@/app/api/account/log-out-everywhere/route";
import { DELETE as endLogin } from "@/app/api/account/logins/[id]/route";
import { GET as listLogins } from "@/app/api/account/logins/route";
import { POST as changePassword } from "@/app/api/account/password/route";
import { GET as account, PATCH as updateAccount } from "@/app/api/account/route";
import { POST as followLink, GET as readLink } from "@/app/api/auth/link/[token]/route";
import { POST as logIn } from "@/app/api/auth/token/route";
import { GET as courts } from "@/app/api/courts/route";
import { DELETE as revokeToken } from "@/app/api/tokens/[id]/route";
import { POST as createToken, GET as listTokens } from "@/app/api/tokens/route";
import { hashPassword } from "@/lib/auth/passwords";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { type Answered, bearerOf, call, cookieOf, serveWorld } from "@/test/served-world";
import { inviteUser } from "../users/invite";
import { resetUser } from "../users/reset";
import { updateUser } from "../users/update";

const PASSWORD = "correct horse battery";
const NEW = "staple of the new horse";
let database: TestDatabase;
let world: World;
let passwordHash: string;
beforeAll(async () => {
  database = await startTestDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await createWorld(database.db);
  serveWorld(world);
  await world.db.user.update({ where: { id: world.staff.id }, data: { passwordHash } });
  return world.remove;
});

type Headers = Record<string, string>;
const cookie = () => cookieOf(world, world.staff);
const isIn = async (headers: Headers) => (await call(account, { headers })).status === 200;
const change = (headers: Headers, current_password = PASSWORD, new_password = NEW) =>
  call(changePassword, { headers, body: { current_password, new_password } });
const enter = async (password: string, email = world.staff.email) =>
  (await call(logIn, { body: { email, password } })).status;
const told = ({ status, body }: Answered) => [status, body.error?.code, body.error?.message];

test("a person changes their own name and language, and nothing else", async () => {
  const headers = await cookie();
  expect(await call(updateAccount, { headers, body: { name: " Léa ", locale: "fr" } })).toMatchObject({
    status: 200,
    body: { user: { name: "Léa", locale: "fr" } },
  });
  for (const body of [{ role: "SUPER_ADMIN" }, { email: "x@y.fr" }, { club_id: 1 }])
    expect((await call(updateAccount, { headers, body })).status).toBe(422);
});

describe("a new password", () => {
  test("ends every other login and token, not the one it came with", async () => {
    const [here, there] = [await cookie(), await cookie()];
    const program = await bearerOf(world, world.staff);
    expect((await change(here)).status).toBe(200);
    expect([await isIn(here), await isIn(there), await isIn(program)]).toEqual([true, false, false]);
    expect([await enter(PASSWORD), await enter(NEW)]).toEqual([401, 200]);
  });

  test("is at least ten characters, and needs the current one: five wrong ones lock the account", async () => {
    const headers = await cookie();
    expect(told(await change(headers, PASSWORD, "too short"))).toMatchObject([
      422,
      "unprocessable",
      expect.any(String),
    ]);
    for (let i = 0; i < 5; i++)
      expect(told(await change(headers, "wrong"))).toMatchObject([422, "unprocessable", expect.any(String)]);
    expect(told(await change(headers))).toMatchObject([429, "rate_limited", expect.any(String)]);
    expect(await enter(PASSWORD)).toBe(429);
  });
});

describe("logins", () => {
  const list = async (headers: Headers) =>
    (await call(listLogins, { headers })).body.logins as { id: string; current: boolean; address: string }[];

  test("are listed with the own one marked; ending one ends its cookie, and nobody ends another's", async () => {
    const [here, there] = [await cookie(), await cookie()];
    const logins = await list(here);
    expect(logins.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = logins.find(({ current }) => !current)!;
    const byOther = await call(endLogin, { headers: await cookieOf(world, world.a.player), params: { id: other.id } });
    expect(byOther.status).toBe(404);
    expect((await call(endLogin, { headers: here, params: { id: other.id } })).status).toBe(200);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await list(here)).toHaveLength(1);
  });

  test("say when they were last used, to the minute, and end after twelve hours however often the cookie is renewed", async () => {
    const headers = await cookie();
    const seen = async () => (await world.db.login.findFirstOrThrow({ where: { userId: world.staff.id } })).lastSeenAt;
    const [start] = [await seen(), world.clock.advance(59_000), await isIn(headers)];
    expect(await seen()).toEqual(start);
    world.clock.advance(1_000);
    await isIn(headers);
    expect(await seen()).toEqual(world.clock.now());
    world.clock.advance(12 * 3_600_000);
    expect(await isIn(headers)).toBe(false);
  });

  test("log out everywhere ends this one too", async () => {
    const [here, there, program] = [await cookie(), await cookie(), await bearerOf(world, world.staff)];
    expect((await call(logOutEverywhere, { headers: here })).status).toBe(200);
    expect([await isIn(here), await isIn(there), await isIn(program)]).toEqual([false, false, false]);
    expect(await isIn(await cookie()), "a new login is none of the old ones").toBe(true);
  });
});

describe("tokens", () => {
  const make = (headers: Headers, body: object = {}) => call(createToken, { headers, body: { name: "Desk", ...body } });
  const bearer = ({ body }: Answered): Headers => ({ authorization: `Bearer ${body.token}` });

  test("open what their scopes name, until they end or are revoked; the secret is nowhere", async () => {
    const headers = await cookie();
    const made = await make(headers, { scopes: ["court:read"], expires_in_days: 30 });
    expect(made).toMatchObject({ status: 201, body: { api_token: { name: "Desk", scopes: ["court:read"] } } });
    expect((await call(courts, { headers: bearer(made) })).status).toBe(200);
    expect((await call(account, { headers: bearer(made) })).status).toBe(403);
    const listed = await call(listTokens, { headers });
    expect(JSON.stringify(listed.body)).not.toContain(made.body.token);
    const { id } = made.body.api_token as { id: string };
    expect(listed.body.tokens).toMatchObject([{ id, last_used_at: world.clock.now().toISOString() }]);
    expect((await call(revokeToken, { headers: await cookieOf(world, world.a.player), params: { id } })).status).toBe(
      404,
    );
    expect((await call(revokeToken, { headers, params: { id } })).status).toBe(200);
    expect((await call(courts, { headers: bearer(made) })).status).toBe(401);
    const brief = await make(headers, { scopes: ["court:read"], expires_in_days: 1 });
    world.clock.advance(86_400_000);
    expect((await call(courts, { headers: bearer(brief) })).status).toBe(401);
  });

  test("with scopes make no tokens, change no password, and never get a scope beyond the role", async () => {
    const headers = await cookie();
    for (const scopes of [["token:manage"], ["account:write"], ["user:write"], ["club:write", "court:read"], ["x"]])
      expect((await make(headers, { scopes })).status, scopes.join()).toBe(422);
    // However such a scope came into the table.
    const scoped = await bearerOf(world, world.staff, ["token:manage", "account:write", "account:read"]);
    const tried = [make(scoped), change(scoped), call(updateAccount, { headers: scoped, body: { name: "X" } })];
    expect((await Promise.all(tried)).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await call(logOutEverywhere, { headers: scoped })).status).toBe(403);
    expect((await make(await bearerOf(world, world.staff))).status, "one without scopes may").toBe(201);
  });
});

describe("a link", () => {
  const invite = async () => {
    const input = { name: "Zoé", email: `zoe-${world.tag}@example.org`, role: "STAFF" as const };
    const { user, invite_url } = await inviteUser(world.ctx(world.a.admin), input);
    return { ...user, token: invite_url.split("/").at(-1)! };
  };
  const read = (token: string) => call(readLink, { params: { token } });
  const follow = (token: string, password = NEW) =>
    call(followLink, { params: { token }, body: { password, locale: "en" } });

  test("lets an invited person choose a password once, of two at a time too; before that no password is right", async () => {
    const { email, token } = await invite();
    const wrong = told(await call(logIn, { body: { email: world.staff.email, password: "wrong" } }));
    expect(told(await call(logIn, { body: { email, password: "wrong" } }))).toEqual(wrong);
    expect((await read(token)).body.link).toMatchObject({
      kind: "invite",
      name: "Zoé",
      email,
      club_name: world.a.name,
    });
    expect(told(await follow(token, "short"))).toMatchObject([422, "unprocessable", expect.any(String)]);
    expect((await world.db.user.findUniqueOrThrow({ where: { email } })).locale).toBe("fr");
    const both = await Promise.all([follow(token), follow(token, PASSWORD)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await world.db.user.findUniqueOrThrow({ where: { email } })).locale).toBe("en");
    expect(await enter(both[0].status === 200 ? NEW : PASSWORD, email)).toBe(200);
  });

  test("that was used, is over, was replaced, or never was answers alike, with what to do", async () => {
    const used = await invite();
    await follow(used.token);
    const dead = told(await read(used.token));
    expect(dead).toMatchObject([404, "not_found", expect.stringContaining("Ask your administrator")]);
    const { reset_url } = await resetUser(world.ctx(world.a.admin), world.staff.id);
    const old = reset_url.split("/").at(-1)!;
    expect((await read(old)).status).toBe(200);
    await resetUser(world.ctx(world.a.admin), world.staff.id);
    const last = (await resetUser(world.ctx(world.a.admin), world.a.player.id)).reset_url.split("/").at(-1)!;
    world.clock.advance(86_400_000);
    for (const token of [old, last, "x", "never-was-".repeat(5), "%00"]) {
      expect(told(await read(token))).toEqual(dead);
      expect(told(await follow(token))).toEqual(dead);
    }
  });

  test("of a reset ends every login, and a lock by failed ones; a disabled person's opens nothing", async () => {
    const headers = await cookie();
    const { reset_url } = await resetUser(world.ctx(world.a.admin), world.staff.id);
    for (let i = 0; i < 5; i++) await enter("wrong");
    expect([await enter(PASSWORD), await isIn(headers)]).toEqual([429, true]);
    expect((await follow(reset_url.split("/").at(-1)!)).status).toBe(200);
    expect([await enter(NEW), await isIn(headers)]).toEqual([200, false]);
    const next = await resetUser(world.ctx(world.a.admin), world.staff.id);
    await updateUser(world.ctx(world.a.admin), world.staff.id, { disabled: true });
    expect((await follow(next.reset_url.split("/").at(-1)!)).status).toBe(404);
  });
});
