import { expect, type Locator, type Page, test } from "@playwright/test";
import { readCredentials } from "../test/e2e-setup";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(120_000);

/** More stops than any page of ours has. */
const MOST_STOPS = 60;

/** Presses Tab until this has the focus, which must be seen; throws when it is never reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await target.first().evaluate((element) => element === document.activeElement)) {
      const { outlineStyle, boxShadow } = await target.first().evaluate((element) => getComputedStyle(element));
      expect(outlineStyle !== "none" || boxShadow !== "none", "the focus cannot be seen").toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${target}`);
}

test("a court is recorded without a mouse, from the login to the end", async ({ page }) => {
  const { email, password } = readCredentials().staff;
  await page.context().addCookies([{ name: "vigie_locale", value: "en", url: readCredentials().url }]);
  await page.goto("/login?next=/courts");
  await tabTo(page, page.getByLabel("E-mail address"));
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Courts", level: 1 })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "Skip to content" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Record Court 2" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await tabTo(page, dialog.getByRole("button", { name: "Start recording" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0, { timeout: 15_000 });

  await tabTo(page, page.getByRole("link", { name: "Go to session of Court 2" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Stop", exact: true }));
  await page.keyboard.press("Enter");
  // Escape takes nothing away, and leads back to where one was.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("alertdialog").getByRole("button", { name: "Stop recording" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("The video is ready")).toBeVisible({ timeout: 30_000 });
});
