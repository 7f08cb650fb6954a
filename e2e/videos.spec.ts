import { expect, type Page, test } from "@playwright/test";
import { logIn, type Person, tokenOf } from "./people";
import { videoOf } from "./the-player";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(90_000);

type File = { id: string; club_id: number; created_by_name: string; protected: boolean };

async function ask(person: Person, method: string, route: string, body?: object) {
  const { url, headers } = await tokenOf(person);
  const json = { ...headers, "content-type": "application/json" };
  return fetch(`${url}${route}`, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
}
const filesOf = async (person: Person) =>
  ((await (await ask(person, "GET", "/api/video/files/list?kind=recording")).json()) as { files: File[] }).files;

/** What an administrator may switch for the club of the demo. */
async function allow(switches: { sharing_allowed?: boolean; players_may_see_own?: boolean }): Promise<void> {
  const club = (await filesOf("club_admin"))[0]!.club_id;
  expect((await ask("club_admin", "PATCH", `/api/clubs/${club}`, switches)).status).toBe(200);
}
const boxes = (page: Page) => page.getByRole("checkbox", { name: /^Choose/ });

test("three videos are chosen with the keyboard, deleted, and taken back; the trash takes one back as well", async ({
  page,
}) => {
  await logIn(page, "club_admin");
  await page.goto("/videos");
  await expect(boxes(page).first()).toBeVisible();
  const before = await boxes(page).count();
  const free = (await filesOf("club_admin")).findIndex(
    (_, index, files) => files.slice(index, index + 2).every((file) => !file.protected) && index + 1 < files.length,
  );
  // Space chooses the first, Shift with Space everything up to another.
  await boxes(page).nth(free).focus();
  await page.keyboard.press("Space");
  await boxes(page)
    .nth(free + 1)
    .focus();
  await page.keyboard.press("Shift+Space");
  await expect(page.getByText("2 chosen")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("2 chosen")).toHaveCount(0);
  await page.keyboard.press("Control+a");
  await expect(page.getByText(`${before} chosen`)).toBeVisible();
  // One of the demo's is protected: it stays, and that is said.
  await page.getByRole("region", { name: "Chosen videos" }).getByRole("button", { name: "Delete" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /Delete \d+ videos/ })
    .click();
  await expect(page.getByText(/One video is protected and stays/)).toBeVisible();
  await expect(page.getByText(/\d videos are in the trash/)).toBeVisible();
  await expect(boxes(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/videos are back/)).toBeVisible();
  await expect(boxes(page)).toHaveCount(before);

  await page.getByRole("button", { name: "List", exact: true }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "List", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page
    .getByRole("button", { name: /Actions for/ })
    .nth(free)
    .click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete video" }).click();
  await expect(boxes(page)).toHaveCount(before - 1);
  await page.getByRole("link", { name: "Trash" }).click();
  // Last thrown away first; stories before may have left something.
  await expect(page.getByRole("article").first().getByText("30 days left")).toBeVisible();
  const inTrash = await page.getByRole("article").count();
  await page
    .getByRole("button", { name: /Take back/ })
    .first()
    .click();
  await expect(page.getByRole("article")).toHaveCount(inTrash - 1);
  await page.goto("/videos");
  await expect(boxes(page)).toHaveCount(before);
});

test("filters stand in the address, by person too", async ({ page }) => {
  await logIn(page, "staff");
  await page.goto("/videos");
  const cards = page.getByRole("article");
  await expect(cards.first()).toBeVisible();
  const [{ created_by_name: name }] = (await filesOf("staff")) as [File];
  await page.getByLabel("By", { exact: true }).selectOption({ label: name });
  await expect(page).toHaveURL(/person=\d+/);
  const count = (await filesOf("staff")).filter((file) => file.created_by_name === name).length;
  await expect(cards).toHaveCount(count);
  await page.reload();
  await expect(cards).toHaveCount(count);
  await expect(boxes(page)).toHaveCount(0);
});

test("a recording is shared with somebody without a login, until the link is ended", async ({ page, browser }) => {
  await allow({ sharing_allowed: false });
  await logIn(page, "club_admin");
  const [{ id }] = (await filesOf("club_admin")) as [File];
  await page.goto(`/videos/${id}`);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("dialog").getByText(/does not share videos by link/)).toBeVisible();

  await allow({ sharing_allowed: true });
  await page.reload();
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByLabel("The new link").inputValue();

  const stranger = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await stranger.goto(link);
  await expect(stranger.getByText("Shared by Padel Club Demo")).toBeVisible();
  await stranger.getByRole("button", { name: "Play", exact: true }).click();
  const time = () => videoOf(stranger).evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(time).toBeGreaterThan(0.3);
  expect(await stranger.locator("meta[name=robots]").getAttribute("content")).toContain("noindex");

  await page.reload();
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/Opened once/).first()).toBeVisible();
  await page.getByRole("button", { name: "End", exact: true }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End link" }).click();
  await expect(page.getByText("The link no longer works")).toBeVisible();
  expect((await stranger.goto(link))?.status()).toBe(404);
  await expect(stranger.getByText("This link shows nothing")).toBeVisible();
  await allow({ sharing_allowed: false });
});

test("a player finds the own matches where the club lets them, and nothing before", async ({ page }) => {
  await logIn(page, "player");
  await expect(page.getByRole("link", { name: "My matches" })).toHaveCount(0);
  await allow({ players_may_see_own: true });
  try {
    await page.reload();
    await page.getByRole("link", { name: "My matches" }).first().click();
    await expect(page.getByRole("heading", { name: "My matches", level: 1 })).toBeVisible();
    const cards = page.getByRole("article");
    await expect(cards.first()).toBeVisible();
    const all = await filesOf("club_admin");
    const own = await filesOf("player");
    expect([own.length > 0, own.length < all.length]).toEqual([true, true]);
    await expect(cards).toHaveCount(own.length);
    await cards.first().getByRole("link").first().click();
    await expect(page.getByRole("region", { name: /Player/ })).toBeVisible();
    const foreign = all.find(({ id }) => own.every((file) => file.id !== id))!;
    expect((await ask("player", "GET", `/api/video/files/${foreign.id}/download`)).status).toBe(404);
  } finally {
    await allow({ players_may_see_own: false });
  }
  expect((await ask("player", "GET", "/api/video/files/list")).status).toBe(403);
});
