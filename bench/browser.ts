import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import type { Account } from "@/scripts/demo/credentials";
import { CHROMIUM } from "@/test/browser";
import type { World } from "./world";

export const DESKTOP = { width: 1440, height: 900 };

/** Chromium for the length of `work`, and a way to open it as somebody who never was here. */
export async function withBrowser<T>({ stack }: World, work: (open: Open) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(CHROMIUM);
  try {
    return await work((account, viewport = DESKTOP) => openAs(browser, stack.url, account, viewport));
  } finally {
    await browser.close();
  }
}
export type Open = (account: Account | null, viewport?: typeof DESKTOP) => Promise<BrowserContext>;

/** Without a service worker, whose later visits would be measured, and with an empty cache. */
async function openAs(browser: Browser, baseURL: string, account: Account | null, viewport: typeof DESKTOP) {
  const options = { baseURL, viewport, locale: "en-GB", serviceWorkers: "block" } as const;
  const context = await browser.newContext(options);
  await context.addCookies([{ name: "vigie_locale", value: "en", url: baseURL }]);
  if (!account) return context;
  const page = await context.newPage();
  await page.goto("/login?next=/courts");
  await page.getByLabel("E-mail address").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(({ pathname }) => pathname === "/courts");
  const storageState = await context.storageState();
  await context.close();
  return browser.newContext({ ...options, storageState });
}
