import { expect, test } from "@playwright/test";
import { logIn } from "./people";

test.use({ locale: "en-GB" });

test("an administrator adds a webhook, sees its secret once, sends a test, and removes it", async ({ page }) => {
  await logIn(page, "club_admin");
  await page.goto("/alerts/settings");
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("https://10.0.0.8/hook");
  await dialog.getByRole("button", { name: "New webhook" }).click();
  await expect(dialog.getByRole("alert")).toContainText("private network");
  // A documentation address (RFC 5737): nobody is there.
  await dialog.getByLabel("Address").fill("https://192.0.2.7/hook?key=hidden");
  await dialog.getByRole("button", { name: "New webhook" }).click();
  await expect(dialog.getByLabel("Secret")).toHaveValue(/^vigiew_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "More for https://192.0.2.7" }).click();
  await page.getByRole("menuitem", { name: "Send a test" }).click();
  const log = page.getByRole("list", { name: "Messages to https://192.0.2.7" });
  await expect(log).toContainText(/Test.*1 try/);
  await expect(page.getByText("key=hidden")).toHaveCount(0);
  await page.getByRole("button", { name: "More for https://192.0.2.7" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No other program is told")).toBeVisible();
});
