import { expect, test } from "@playwright/test";
import { logIn } from "./people";

test("Vigie can be installed, and says in words when its server is away", async ({ page, context }) => {
  await logIn(page, "staff");
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  expect(manifest).toMatchObject({ name: "Vigie", display: "standalone", start_url: "/" });
  for (const { src, type } of manifest.icons as { src: string; type: string }[]) {
    const icon = await page.request.get(src);
    expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, type]);
  }
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The worker takes this page over once its own page for bad times is kept.
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: "Connection lost" })).toBeVisible({ timeout: 20_000 });
  await page.goto("/videos");
  await expect(page.getByRole("heading", { name: "Vigie cannot be reached" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Videos", level: 1 })).toBeVisible({ timeout: 15_000 });

  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path !== "/offline" && !path.startsWith("/_next/static/"))).toEqual([]);
});
