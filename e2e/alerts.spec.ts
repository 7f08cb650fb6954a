import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import type { AlertList } from "@/lib/contracts/alerts";
import { enrolPi, type Pi } from "./a-pi";
import { type Api, apiOf, logIn } from "./people";
import { logInAndWatch } from "./watch-alerts";

test.setTimeout(120_000);
test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });

let admin: Api;
let pi: Pi;
test.beforeAll(async () => {
  admin = await apiOf("club_admin");
  const { cameras } = await (await admin.get("/api/cameras")).json();
  pi = await enrolPi(admin, cameras[0].id);
});
test.afterAll(() => pi.stop());
test.beforeEach(async () => {
  await admin.post("/api/alerts/acknowledge", { all: true });
});

const toasts = (page: Page) => page.locator("[data-alert-toast]");
const listed = async (query = ""): Promise<AlertList> => (await admin.get(`/api/alerts?limit=200${query}`)).json();
const seqsIn = (page: Page) =>
  toasts(page).evaluateAll((cards) =>
    cards.flatMap((card) => card.getAttribute("data-alert-toast")!.split(" ").map(Number)),
  );

test("a press on the mat is seen at once with its picture, and seen to, once for all", async ({ page, browser }) => {
  await logInAndWatch(page, "staff");
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await logInAndWatch(other, "club_admin");
  const player = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await logIn(player, "player");
  await expect(page.getByRole("button", { name: "Alerts: none open" })).toBeVisible();

  await pi.press();
  const toast = toasts(page);
  await expect(toast.getByText("Mat pressed")).toBeVisible();
  await expect.poll(() => toast.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480);
  await expect(toasts(other).getByText("Mat pressed")).toBeVisible();
  await page.getByRole("button", { name: "Alerts: 1 open" }).click();
  await expect(page.getByRole("menuitem", { name: /Mat pressed/ }).locator("img")).toBeVisible();
  await page.keyboard.press("Escape");

  await toast.getByRole("button", { name: "Acknowledge" }).click();
  await expect(toast).toHaveCount(0);
  await expect(toasts(other)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Alerts: none open" })).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Alerts: 1 open" })).toBeVisible();

  await page.goto("/alerts");
  const line = page.getByRole("listitem").filter({ hasText: "Mat pressed" }).first();
  await line.getByRole("button", { name: /^Acknowledge/ }).click();
  await expect(page.getByRole("heading", { name: "Nothing open" })).toBeVisible();
  await expect(line.getByText(/Acknowledged by/)).toBeVisible();
  await expect(toasts(player)).toHaveCount(0);
  await expect(player.getByRole("button", { name: /^Alerts/ })).toHaveCount(0);
});

test("a browser that was away shows each alert once and in order, and none again after a reload", async ({
  page,
  context,
}) => {
  let socket: WebSocketRoute | null = null;
  await page.routeWebSocket(/\/api\/stream/, (route) => {
    socket = route;
    route.connectToServer();
  });
  await logInAndWatch(page, "staff");
  await pi.press();
  await expect(toasts(page)).toHaveCount(1);
  await admin.post("/api/alerts/acknowledge", { all: true });
  await expect(toasts(page)).toHaveCount(0);
  const { latest_seq: before } = await listed();

  await context.setOffline(true);
  await socket!.close();
  await expect(page.getByRole("status").filter({ hasText: "Connection lost" })).toBeVisible({ timeout: 20_000 });
  for (let i = 0; i < 5; i++) await pi.press(i === 0 ? 3_600_000 : 0);
  await expect.poll(async () => (await listed(`&after_seq=${before}`)).alerts.length).toBe(5);
  await expect(toasts(page)).toHaveCount(0);
  await context.setOffline(false);
  await expect(toasts(page).getByText("5 alerts while you were away")).toBeVisible({ timeout: 20_000 });
  const missed = (await listed(`&after_seq=${before}`)).alerts.map(({ seq }) => seq);
  expect(await seqsIn(page)).toEqual(missed);

  await pi.press();
  await expect(toasts(page)).toHaveCount(2);
  expect(await seqsIn(page)).toEqual((await listed(`&after_seq=${before}`)).alerts.map(({ seq }) => seq));
  await page.reload();
  await expect(page.getByRole("button", { name: "Alerts: 6 open" })).toBeVisible();
  await pi.press();
  await expect(toasts(page)).toHaveCount(1);
  expect(await seqsIn(page)).toHaveLength(1);

  await page.goto("/alerts");
  await expect(page.getByText(/arrived/).first()).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge all" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Acknowledge all" }).click();
  await expect(page.getByRole("heading", { name: "Nothing open" })).toBeVisible();
});

test("from the press to the toast with its picture: 30 presses @long", async ({ page }) => {
  await logInAndWatch(page, "staff");
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    const look = () => {
      for (const image of document.querySelectorAll<HTMLImageElement>("[data-alert-toast] img"))
        if (image.complete && image.naturalWidth > 0) seen[new URL(image.src).pathname.split("/")[3]!] ??= Date.now();
      requestAnimationFrame(look);
    };
    look();
  });
  const waits: number[] = [];
  for (let i = 0; i < 30; i++) {
    const { eventId, pressedAtMs } = await pi.press();
    const seenAt = () =>
      page.evaluate((id) => (window as unknown as { seen: Record<string, number> }).seen[id], eventId);
    await expect.poll(seenAt, { intervals: [50] }).toBeGreaterThan(0);
    waits.push((await seenAt())! - pressedAtMs);
    await page.getByRole("button", { name: "Close" }).first().click();
  }
  const sorted = waits.toSorted((a, b) => a - b);
  console.log(`press to picture: median ${sorted[15]} ms, p95 ${sorted[28]} ms, worst ${sorted.at(-1)} ms`);
  // What a busy machine makes of it is no failure; a figure with its load stands in docs/benchmarks.md.
  expect(waits).toHaveLength(30);
});
