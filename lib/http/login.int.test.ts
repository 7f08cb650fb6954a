import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as account } from "@/app/api/account/route";
import { POST } from "@/app/api/auth/token/route";
import { MAX_FAILURES } from "@/lib/auth/login-attempts";
import { hashPassword } from "@/lib/auth/passwords";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { call, serveWorld } from "@/test/served-world";

const PASSWORD = "correct horse battery";
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
  await world.db.user.update({ where: { id: world.a.admin.id }, data: { passwordHash } });
  return world.remove;
});

const logIn = (password = PASSWORD, email = world.a.admin.email) => call(POST, { body: { email, password } });
const nobody = () => `nobody-${world.tag}@example.org`;
const failTimes = async (times: number, email?: string) => {
  for (let i = 0; i < times; i++) await logIn("wrong", email);
};
const told = ({ status, body, headers }: Awaited<ReturnType<typeof call>>) => ({
  status,
  code: body.error?.code,
  message: body.error?.message,
  retryAfter: headers.get("retry-after"),
});

test("gives a token for 12 hours that opens the account, and keeps only its hash", async () => {
  const answer = await logIn();
  const { id, email } = world.a.admin;
  expect(answer).toMatchObject({ status: 200, body: { success: true, user: { id, email, role: "CLUB_ADMIN" } } });
  const { token, expires_at } = answer.body as { token: string; expires_at: string };
  expect(token).toMatch(/^vigie_[\w-]{43}$/);
  expect(Date.parse(expires_at) - world.clock.now().getTime()).toBe(12 * 3_600_000);
  const headers = { authorization: `Bearer ${token}` };
  expect(await call(account, { headers })).toMatchObject({
    status: 200,
    body: { user: { id }, club: { id: world.a.id } },
  });
  expect(JSON.stringify(await world.db.apiToken.findMany({ where: { userId: id } }))).not.toContain(token);
  world.clock.advance(12 * 3_600_000);
  expect(await call(account, { headers })).toMatchObject({ status: 401 });
});

test("the address may be typed in any case, and a stale token beside it does not matter", async () => {
  const email = ` ${world.a.admin.email.toUpperCase()} `;
  const headers = { authorization: "Bearer vigie_stale" };
  expect(await call(POST, { headers, body: { email, password: PASSWORD } })).toMatchObject({ status: 200 });
});

test("each login is in the audit log, by who it was", async () => {
  await logIn();
  const [entry] = await world.db.auditEntry.findMany({ where: { action: "user.login", clubId: world.a.id } });
  expect(entry).toMatchObject({ actor: `user:${world.a.admin.id}`, target: String(world.a.admin.id) });
});

describe("a failed login", () => {
  test("says the same whether the address or the password is wrong, or the user disabled", async () => {
    const wrong = told(await logIn("wrong"));
    expect(wrong).toMatchObject({ status: 401, code: "unauthenticated", retryAfter: null });
    expect(told(await logIn(PASSWORD, nobody()))).toEqual(wrong);
    await world.db.user.update({ where: { id: world.a.admin.id }, data: { disabledAt: new Date() } });
    expect(told(await logIn())).toEqual(wrong);
  });

  test("five of them lock the address for a quarter of an hour, also against the right password", async () => {
    await failTimes(MAX_FAILURES);
    const locked = told(await logIn());
    expect(locked).toMatchObject({ status: 429, code: "rate_limited", retryAfter: "900" });
    world.clock.advance(15 * 60_000 - 1_000);
    expect(told(await logIn())).toMatchObject({ status: 429, retryAfter: "1" });
    world.clock.advance(1_000);
    expect(await logIn()).toMatchObject({ status: 200 });
  });

  test("an address that nobody has locks alike, so a lock tells nothing", async () => {
    await failTimes(MAX_FAILURES);
    await failTimes(MAX_FAILURES, nobody());
    expect(told(await logIn(PASSWORD, nobody()))).toEqual(told(await logIn()));
  });

  test("a right password in between begins the count anew", async () => {
    await failTimes(MAX_FAILURES - 1);
    expect(await logIn()).toMatchObject({ status: 200 });
    await failTimes(MAX_FAILURES - 1);
    expect(await logIn()).toMatchObject({ status: 200 });
  });

  test("failures older than the window do not count, and are swept away", async () => {
    await failTimes(MAX_FAILURES - 1);
    world.clock.advance(16 * 60_000);
    await failTimes(1);
    expect(await logIn()).toMatchObject({ status: 200 });
    expect(await world.db.loginAttempt.count({ where: { firstAt: { lte: world.clock.now() } } })).toBe(0);
  });

  test("thirty guesses at once are still five", async () => {
    const statuses = (await Promise.all(Array.from({ length: 30 }, () => logIn("wrong")))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(MAX_FAILURES);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30 - MAX_FAILURES);
  });

  test("takes as long for an address that nobody has", async () => {
    let [known, unknown] = [0, 0];
    const timed = async (email?: string) => {
      const start = performance.now();
      await failTimes(1, email);
      return performance.now() - start;
    };
    // By turns, so that whatever else the machine does weighs on both.
    for (let i = 0; i < MAX_FAILURES; i++) {
      known += await timed();
      unknown += await timed(nobody());
    }
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  });

  test("an address with a NUL is an address nobody has", async () => {
    expect(await call(POST, { body: '{"email":"a\\u0000b","password":"x"}' })).toMatchObject({ status: 422 });
  });
});
