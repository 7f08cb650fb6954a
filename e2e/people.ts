import { expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/contracts/common";
import { messages } from "@/lib/i18n/messages";
import type { Credentials } from "@/scripts/demo/credentials";
import { readCredentials } from "../test/e2e-setup";

export type Person = keyof { [K in keyof Credentials as Credentials[K] extends { email: string } ? K : never]: true };

/** Logs in through the real page and waits for the courts. */
export async function logIn(page: Page, person: Person, locale: Locale = "en"): Promise<void> {
  const { email, password } = readCredentials()[person];
  // The seeded people speak French; a choice made in this browser goes first.
  await page.context().addCookies([{ name: "vigie_locale", value: locale, url: readCredentials().url }]);
  await page.goto("/login?next=/courts");
  const texts = messages[locale].login;
  await page.getByLabel(texts.email).fill(email);
  await page.getByLabel(texts.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: texts.submit }).click();
  await expect(page.getByRole("heading", { name: messages[locale].courts.title, level: 1 })).toBeVisible();
}

/** A program's way in: a bearer token. */
export async function tokenOf(person: Person): Promise<{ url: string; headers: Record<string, string> }> {
  const { url, ...people } = readCredentials();
  const { email, password } = people[person];
  const answer = await fetch(`${url}/api/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const { token } = (await answer.json()) as { token: string };
  return { url, headers: { authorization: `Bearer ${token}` } };
}

/** A program that does what this person may. */
export async function apiOf(person: Person) {
  const { url, headers } = await tokenOf(person);
  const send = (method: string, route: string, body?: object) =>
    fetch(url + route, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    send,
    get: (route: string) => send("GET", route),
    post: (route: string, body: object) => send("POST", route, body),
    remove: (route: string) => send("DELETE", route),
    /** What was made; fails with what is answered otherwise. */
    async make<T>(route: string, body: object): Promise<T> {
      const answer = await send("POST", route, body);
      expect(answer.status, await answer.clone().text()).toBe(201);
      return (await answer.json()) as T;
    },
  };
}
export type Api = Awaited<ReturnType<typeof apiOf>>;
