import { expect, type Page, test } from "@playwright/test";
import { startRtspServer } from "../test/fixtures/rtsp-server";
import { logIn, tokenOf } from "./people";

test.setTimeout(120_000);
const COURT = "Court watched over";

/** A court of its own with a camera of its own, so that nobody else's is taken away. */
async function addCourt(cameraUrl: string) {
  const { url, headers } = await tokenOf("club_admin");
  const ask = async (method: string, route: string, body?: object) => {
    const json = { ...headers, "content-type": "application/json" };
    const answer = await fetch(url + route, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
    expect(answer.ok, await answer.clone().text()).toBe(true);
    return answer.json();
  };
  const { court } = await ask("POST", "/api/courts", { name: COURT });
  const source = { name: "Watched over", source: "rtsp", url: cameraUrl, device_id: "hub" };
  const { camera } = await ask("POST", "/api/cameras", { ...source, court_id: court.id });
  const remove = async () => {
    await ask("DELETE", `/api/cameras/${camera.id}`);
    await ask("DELETE", `/api/courts/${court.id}`);
  };
  return { courtId: court.id as number, remove };
}

const tileOf = (page: Page, courtId: number) => page.locator(`[data-tile="${courtId}"]`);

test("staff see on the overview and on the wall that a camera is gone, what helps, and that it is back", async ({
  browser,
}, info) => {
  let camera = await startRtspServer();
  const { port } = camera;
  const { courtId, remove } = await addCourt(camera.url);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  try {
    const overview = await context.newPage();
    await logIn(overview, "staff");
    await overview.goto("/");
    await expect(overview.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    const line = overview.getByRole("row", { name: new RegExp(COURT) });
    await expect(line.getByText("Live")).toBeVisible({ timeout: 20_000 });
    // Other stories leave troubles of their own behind.
    const problem = overview.getByRole("main").getByRole("listitem").filter({ hasText: COURT });
    await expect(problem).toHaveCount(0);

    const wall = await context.newPage();
    await wall.goto("/wall");
    const tile = tileOf(wall, courtId);
    await expect(tile).toHaveAttribute("data-status", "live", { timeout: 20_000 });

    const goneAt = Date.now();
    await camera.stop();
    await expect(tile.locator("canvas")).toHaveClass(/grayscale/, { timeout: 8_000 });
    info.annotations.push({ type: "grey after ms", description: String(Date.now() - goneAt) });
    expect(Date.now() - goneAt).toBeLessThan(5_500);
    await expect(tile).toContainText(/No (new )?picture since \d\d:\d\d:\d\d/);

    await expect(problem).toContainText("The camera does not answer", { timeout: 20_000 });
    await expect(problem.getByRole("link", { name: "Check the camera" })).toHaveAttribute("href", "/cameras");
    await expect(overview.getByRole("heading", { name: /needs? you$/ })).toBeVisible();

    camera = await startRtspServer({ port });
    await expect(tile).toHaveAttribute("data-status", "live", { timeout: 20_000 });
    await expect(tile.locator("canvas")).not.toHaveClass(/grayscale/);
    await expect(problem).toHaveCount(0, { timeout: 20_000 });
    await expect(line.getByText("Live")).toBeVisible();
  } finally {
    await context.close();
    await remove();
    await camera.stop();
  }
});

test("the wall is walked with the keyboard, and each court has its address", async ({ page }) => {
  await logIn(page, "staff");
  await page.goto("/wall");
  const [first, second] = [tileOf(page, 1), tileOf(page, 2)];
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(second).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/wall\?court=2$/);
  await expect(page.getByRole("img", { name: "Live picture of Court 2" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/\/wall\?court=1$/);
  await expect(page.getByRole("heading", { name: "Court 1" })).toBeVisible();
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/wall$/);
  await expect(first).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/courts$/);
});

test("a kiosk shows pictures and nothing else, stays bright, and comes back with the server's new pages", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.assign(window, { locks: 0 });
    const request = async () => {
      (window as unknown as { locks: number }).locks++;
      return { released: false, release: async () => undefined };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  await logIn(page, "staff");
  await page.goto("/wall?kiosk=1");
  await expect(tileOf(page, 1)).toHaveAttribute("data-status", "live", { timeout: 20_000 });
  await expect(page.getByRole("link")).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { locks: number }).locks)).toBe(1);
  await page.evaluate(() => Object.assign(window, { isOldPage: true }));
  // What the server says once it was built anew; the page asks it after each reconnection.
  await page.route("**/api/courts", async (route) => {
    const answer = async () => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "x-vigie-build": "another" } });
    };
    // A page that is being loaded anew waits no longer for what it had asked.
    await answer().catch(() => undefined);
  });
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect
    .poll(() => page.evaluate(() => "isOldPage" in window).catch(() => true), { timeout: 40_000 })
    .toBe(false);
  await page.unroute("**/api/courts");
  await expect(tileOf(page, 1)).toHaveAttribute("data-status", "live", { timeout: 20_000 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Back to the courts" })).toBeVisible();
});

test("a player finds neither the wall nor the overview", async ({ page }) => {
  await logIn(page, "player");
  for (const path of ["/wall", "/overview", "/"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/courts$/);
  }
  const answer = await page.request.get("/api/overview");
  expect(answer.status()).toBe(403);
  await expect(page.getByRole("link", { name: "Overview" })).toHaveCount(0);
});
