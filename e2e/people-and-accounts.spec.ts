import { expect, type Page, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(120_000);

const PASSWORD = "four words in a row";

/** Through the real pages, as the club admin does it; resolves with the link. */
async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail address").fill(email);
  await expect(dialog.getByLabel("Role").getByRole("option", { name: "Super administrator" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const link = dialog.getByLabel("Link to give");
  await expect(link).toHaveValue(/\/welcome\/[\w-]{43}$/);
  const url = await link.inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return url;
}

/** In a browser of their own: chooses a password by the link and is in. */
async function accept(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole("heading", { name: `Welcome, ${name}` })).toBeVisible();
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password and log in" }).click();
  await expect(page.getByText("Too short: at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password and log in" }).click();
  await expect(page.getByRole("button", { name: `Account of ${name}` })).toBeVisible();
}

test("a club admin invites staff, who chooses a password and comes in; disabled, they are out within five seconds", async ({
  page,
  browser,
}) => {
  const [name, email] = ["Zoé Martin", `zoe.${Date.now()}@demo.vigie`];
  await logIn(page, "club_admin");
  const url = await invite(page, name, email);
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Invited");

  const zoe = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await accept(zoe, url, name);
  // Staff: videos, but neither people nor clubs.
  await expect(zoe.getByRole("link", { name: "Videos" }).first()).toBeVisible();
  await zoe.goto("/people");
  await expect(zoe.getByRole("heading", { name: "For administrators" })).toBeVisible();
  await zoe.goto("/courts");
  await expect(zoe.getByRole("heading", { name: "Courts", level: 1 })).toBeVisible();
  const stranger = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await stranger.goto(url);
  await expect(stranger.getByRole("heading", { name: "This link does not work" })).toBeVisible();

  await page.reload();
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText(`${name} is disabled`)).toBeVisible();
  const startMs = Date.now();
  await expect(zoe).toHaveURL(/\/login/, { timeout: 6_000 });
  expect(Date.now() - startMs).toBeLessThan(5_500);
  await expect(row).toContainText("Disabled");
});

test("a person changes their password and language, ends a login, makes a token, uses and revokes it", async ({
  page,
  browser,
}) => {
  const [name, email] = ["Noé Petit", `noe.${Date.now()}@demo.vigie`];
  const { url: site, headers } = await tokenOf("club_admin");
  const invited = await fetch(`${site}/api/users`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ name, email, role: "STAFF" }),
  });
  await accept(page, (await invited.json()).invite_url, name);
  const phone = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await phone.goto("/login");
  await phone.getByLabel("E-mail address").fill(email);
  await phone.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await phone.getByRole("button", { name: "Log in" }).click();
  await expect(phone.getByRole("button", { name: `Account of ${name}` })).toBeVisible();

  await page.getByRole("button", { name: `Account of ${name}` }).click();
  await page.getByRole("menuitem", { name: "My account" }).click();
  const logins = page.getByRole("list", { name: "Where you are logged in" }).getByRole("listitem");
  await expect(logins).toHaveCount(2);
  await expect(logins.filter({ hasText: "This browser" })).toHaveCount(1);
  await page.getByLabel("Current password").fill("wrong");
  await page.getByLabel("New password").fill(`${PASSWORD} more`);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The current password is wrong")).toBeVisible();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(logins).toHaveCount(1);
  await expect(phone).toHaveURL(/\/login/, { timeout: 6_000 });

  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill("Score board");
  await dialog.getByLabel("Only what you choose").check();
  await dialog.getByLabel("court:read").check();
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByLabel("Token").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const ask = async (route: string) =>
    (await fetch(`${site}${route}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect([await ask("/api/courts"), await ask("/api/account")]).toEqual([200, 403]);
  await page.getByRole("button", { name: "Revoke Score board" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("You have no tokens.")).toBeVisible();
  expect(await ask("/api/courts")).toBe(401);

  await page.getByLabel("Language").last().selectOption("fr");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Mon compte", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Se déconnecter partout" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Se déconnecter partout" }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("a super admin adds a club and looks after its settings; a club admin lands on their own", async ({
  page,
  browser,
}) => {
  await logIn(page, "super_admin");
  await page.goto("/clubs");
  await page.getByRole("button", { name: "Add club" }).click();
  const dialog = page.getByRole("dialog");
  const name = `Padel ${Date.now()}`;
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Time zone").selectOption("America/Martinique");
  await dialog.getByRole("button", { name: "Add club" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByText("America/Martinique: it is")).toBeVisible();
  await page.getByRole("switch", { name: "Recordings can be shared by link" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings are saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Recordings can be shared by link" })).toBeChecked();
  await page.getByRole("link", { name: "People of this club" }).click();
  await expect(page.getByRole("heading", { name: "Nobody matches" })).toBeVisible();

  const admin = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await logIn(admin, "club_admin");
  await admin.goto("/clubs");
  await expect(admin.getByRole("heading", { name: "Padel Club Demo", level: 1 })).toBeVisible();
  await admin.goto("/clubs/2");
  await expect(admin.getByRole("heading", { name: "This club is not here" })).toBeVisible();
});
