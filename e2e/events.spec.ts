import { expect, test } from "@playwright/test";
import { logIn } from "./people";

test("staff plays the clip of a press that arrived late, and says that it was seen to", async ({ page }) => {
  await logIn(page, "staff", "en");
  await page.goto("/events?kind=sensors&device=pi-demo");
  const late = page
    .getByRole("listitem")
    .filter({ hasText: "Mat pressed" })
    .filter({ hasText: /arrived/ });
  await late.getByRole("button", { name: /^Play the clip/ }).click();
  const video = late.locator("video");
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.5);
  expect(await video.evaluate((one: HTMLVideoElement) => Math.round(one.duration))).toBe(15);
  await late.getByRole("button", { name: /^Close the clip/ }).click();
  await expect(video).toHaveCount(0);

  const seen = late.getByRole("button", { name: /^Seen/ });
  await expect(seen).toHaveAttribute("aria-pressed", "false");
  await seen.click();
  await expect(seen).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(seen).toHaveAttribute("aria-pressed", "true");
  await seen.click();
  await expect(seen).toHaveAttribute("aria-pressed", "false");

  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByLabel("To", { exact: true }).fill("");
  await expect(late).toBeVisible();
});
