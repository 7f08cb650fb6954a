import { expect, type Page } from "@playwright/test";
import { logIn, type Person } from "./people";

/** Logs in and waits until this browser knows the newest alert: it tells what comes after that. */
export async function logInAndWatch(page: Page, person: Person): Promise<void> {
  await logIn(page, person);
  const isWatching = () => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith(":last")));
  await expect.poll(isWatching).toBe(true);
}
