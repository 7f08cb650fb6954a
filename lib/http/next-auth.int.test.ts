import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/passwords";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { type RunningWeb, startWeb } from "@/test/running-web";

const PASSWORD = "correct horse battery";
let database: TestDatabase;
let web: RunningWeb;
let userId: number;
beforeAll(async () => {
  database = await startTestDatabase();
  const row = { email: "claire@vigie.example", name: "Claire", role: "SUPER_ADMIN" as const };
  userId = (await database.db.user.create({ data: { ...row, passwordHash: await hashPassword(PASSWORD) } })).id;
  web = await startWeb({ databaseUrl: database.url });
});
afterAll(async () => {
  await web?.remove();
  await database.stop();
});

/** What a browser keeps and sends back. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, cookie, ...(init.method === "POST" && { origin: web.url }) };
    const response = await fetch(web.url + path, {
      redirect: "manual",
      ...init,
      headers: { ...headers, ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) this.cookies.set(name, value ?? "");
    }
    return response;
  }

  async logIn(email: string, password: string, headers: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = await (await this.ask("/api/auth/csrf")).json();
    const body = new URLSearchParams({ email, password, csrfToken, json: "true", callbackUrl: `${web.url}/courts` });
    return this.ask("/api/auth/callback/credentials", { method: "POST", body, headers });
  }

  cookie = (name: string): string | undefined => this.cookies.get(name);
}
const errorIn = async (response: Response) => new URL((await response.json()).url).searchParams.get("error");

test("a browser logs in, is known by its cookie, and is out when it logs out", async () => {
  const browser = new Browser();
  const sent = await browser.ask("/courts");
  expect([sent.status, sent.headers.get("location")]).toEqual([307, "/login?next=%2Fcourts"]);
  const answer = await browser.logIn("Claire@Vigie.example", PASSWORD);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("next-auth.session-token="));
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/i);
  const account = await browser.ask("/api/account");
  expect([account.status, (await account.json()).user]).toMatchObject([200, { id: userId }]);
  expect(account.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  expect((await browser.ask("/courts")).status).toBe(200);
  const { csrfToken } = await (await browser.ask("/api/auth/csrf")).json();
  await browser.ask("/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken, json: "true" }) });
  expect((await browser.ask("/api/account")).status).toBe(401);
});

test("a disabled person's cookie is worth nothing at once, also for pages", async () => {
  const browser = new Browser();
  await browser.logIn("claire@vigie.example", PASSWORD);
  await database.db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  expect((await browser.ask("/api/account")).status).toBe(401);
  expect(await (await browser.ask("/courts")).text()).not.toContain("Claire");
  await database.db.user.update({ where: { id: userId }, data: { disabledAt: null } });
});

test("a wrong password, a lock and another site's page are told apart", async () => {
  const browser = new Browser();
  const wrong = await browser.logIn("nobody@vigie.example", "wrong");
  expect([wrong.status, await errorIn(wrong)]).toEqual([401, "CredentialsSignin"]);
  for (let i = 0; i < 4; i++) await browser.logIn("nobody@vigie.example", "wrong");
  const locked = await browser.logIn("nobody@vigie.example", "wrong");
  expect([locked.status, await errorIn(locked)]).toEqual([429, "rate_limited"]);
  const foreign = await browser.logIn("claire@vigie.example", PASSWORD, { origin: "https://evil.example" });
  expect([foreign.status, (await foreign.json()).error.code]).toEqual([403, "forbidden"]);
  expect(browser.cookie("next-auth.session-token")).toBeUndefined();
});

test("without next-auth's csrf token nobody is logged in, and a body past 64 KB is not read", async () => {
  const browser = new Browser();
  const body = new URLSearchParams({ email: "claire@vigie.example", password: PASSWORD, json: "true" });
  await browser.ask("/api/auth/callback/credentials", { method: "POST", body });
  expect(browser.cookie("next-auth.session-token")).toBeUndefined();
  const large = new URLSearchParams({ email: "x".repeat(70_000) });
  const refused = await browser.ask("/api/auth/callback/credentials", { method: "POST", body: large });
  expect([refused.status, (await refused.json()).error.code]).toEqual([413, "too_large"]);
});

test("a program gets a token, reads the description and meets the same envelope", async () => {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ email: "claire@vigie.example", password: PASSWORD });
  const answer = await fetch(`${web.url}/api/auth/token`, { method: "POST", headers: json, body });
  const { token } = await answer.json();
  const account = await fetch(`${web.url}/api/account`, { headers: { authorization: `Bearer ${token}` } });
  expect([account.status, account.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  expect((await (await fetch(`${web.url}/api/openapi.json`)).json()).openapi).toBe("3.1.0");
  const malformed = await fetch(`${web.url}/api/auth/token`, { method: "POST", headers: json, body: "{" });
  expect([malformed.status, (await malformed.json()).error.code]).toEqual([400, "bad_request"]);
  expect((await fetch(`${web.url}/api/video/health`, { method: "HEAD" })).status).toBe(200);
});
