import { expect, type Page, test } from "@playwright/test";
import { apiOf, logIn, type Person } from "./people";
import { videoOf } from "./the-player";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(120_000);

async function ask(person: Person, method: string, route: string, body?: object) {
  const answer = await (await apiOf(person)).send(method, route, body);
  return { status: answer.status, body: await answer.json() };
}

async function switchReplays(replays_enabled: boolean): Promise<void> {
  const { body } = await ask("club_admin", "GET", "/api/clubs");
  const { status } = await ask("club_admin", "PATCH", `/api/clubs/${body.clubs[0].id}`, { replays_enabled });
  expect(status).toBe(200);
}

async function openCourt1(page: Page): Promise<string> {
  const { body } = await ask("staff", "POST", "/api/video/session/create", { terrain_id: 1 });
  const { session_id } = body.session;
  await page.goto(`/sessions/${session_id}`);
  await expect(page.getByRole("img", { name: /Live picture of Court 1/ })).toBeVisible();
  return session_id;
}

const replay = (page: Page) => page.getByRole("region", { name: "Replay" });
const saveButton = (page: Page) => replay(page).getByRole("button", { name: /Save the last/ });

test.afterEach(() => switchReplays(false));

test("staff saves the last 15 seconds while the court is live, with the keyboard, and plays the clip", async ({
  page,
}) => {
  await switchReplays(false);
  await logIn(page, "staff");
  const session = await openCourt1(page);
  await expect(replay(page).getByText(/Replays are switched off for this club/)).toBeVisible();
  await expect(saveButton(page)).toBeDisabled();
  const refused = await ask("staff", "POST", "/api/video/replay", { session_id: session, seconds: 15 });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });

  await switchReplays(true);
  await page.reload();
  await expect(saveButton(page)).toBeEnabled();
  // The cameras begin to keep their last seconds when the switch is set.
  const seconds = async () => {
    const { body } = await ask("staff", "POST", "/api/video/replay", { session_id: session, seconds: 15 });
    return body.file?.duration_seconds ?? 0;
  };
  await expect.poll(seconds, { timeout: 45_000, intervals: [5_000] }).toBeGreaterThanOrEqual(15);
  await replay(page).getByRole("radio", { name: "30 seconds" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  await expect(saveButton(page)).toBeFocused();
  await expect(saveButton(page)).toHaveText("Save the last 15 seconds");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").getByText(/The last \d+ seconds are saved/)).toBeVisible({ timeout: 20_000 });

  const card = replay(page).getByRole("link", { name: /Watch the clip/ });
  const poster = card.locator("img");
  await expect.poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await page.getByRole("status").getByRole("button", { name: "Watch the clip" }).click();
  await expect(page).toHaveURL(/\/videos\/[0-9a-f-]{36}$/);
  const video = videoOf(page);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.3);
  const duration = await video.evaluate((element: HTMLVideoElement) => element.duration);
  expect(duration).toBeGreaterThanOrEqual(15);
  expect(duration).toBeLessThan(18);

  await page.goto("/videos");
  await page.getByLabel("Kind").selectOption({ label: "Clips" });
  const id = (await ask("staff", "GET", "/api/video/files/list?kind=clip&limit=1")).body.files[0].id;
  await expect(page.locator(`a[href="/videos/${id}"]`).first()).toBeVisible();
});

test("a player saves a replay of the own session, and hears in French where it is", async ({ page }) => {
  await switchReplays(true);
  await logIn(page, "player", "fr");
  const { body } = await ask("player", "POST", "/api/video/session/create", { terrain_id: 2 });
  await page.goto(`/sessions/${body.session.session_id}`);
  const panel = page.getByRole("region", { name: "Revoir" });
  await expect(panel.getByRole("button", { name: /Garder les 30/ })).toBeEnabled();
  const told = page.waitForResponse((answer) => answer.url().endsWith("/api/video/replay"));
  await panel.getByRole("button", { name: /Garder les 30/ }).click();
  expect((await told).status()).toBe(201);
  await expect(panel.getByText(/est gardé par votre club/)).toBeVisible();
  await expect(panel.getByRole("link")).toHaveCount(0);
  const asked = { session_id: body.session.session_id, seconds: 15 };
  const other = await ask("player_same_club", "POST", "/api/video/replay", asked);
  expect(other.status).toBe(404);
});
