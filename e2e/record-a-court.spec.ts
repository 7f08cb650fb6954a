import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";
import { videoOf } from "./the-player";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(120_000);

/** Mean colour of what a canvas shows: a picture that moves changes it. */
const pixels = (page: Page, label: RegExp) =>
  page
    .getByRole("img", { name: label })
    .first()
    .evaluate((element) => {
      const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector("canvas");
      return canvas?.toDataURL("image/png").length ?? 0;
    });

async function recordAndDelete(page: Page, browser: Browser): Promise<void> {
  await logIn(page, "club_admin");
  const live = /Live picture of Court 1/;
  await expect(page.getByRole("img", { name: live })).toBeVisible();
  await expect.poll(() => pixels(page, live)).toBeGreaterThan(1_000);

  const staff = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await logIn(staff, "staff");

  await page.getByRole("button", { name: "Record Court 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start recording" }).click();
  await expect(page.getByText(/Court 1 is recording until/)).toBeVisible({ timeout: 15_000 });
  await expect(staff.getByText(/is recording until/)).toBeVisible({ timeout: 5_000 });

  await page.getByRole("link", { name: "Go to session of Court 1" }).click();
  const progress = page.getByRole("progressbar", { name: "Progress of the recording" });
  await expect(progress).toBeVisible();
  const first = await progress.getAttribute("aria-valuetext");
  await expect.poll(() => progress.getAttribute("aria-valuetext")).not.toBe(first);
  await page.getByRole("button", { name: "Extend by 15 minutes" }).click();
  await expect(page.getByText(/The recording now ends at/)).toBeVisible();

  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop recording" }).click();
  await expect(page.getByText("The video is ready")).toBeVisible({ timeout: 30_000 });
  const sessionId = page.url().split("/").at(-1)!;

  const video = videoOf(page);
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.3);
  const seeked = await video.evaluate(async (element: HTMLVideoElement) => {
    element.pause();
    const middle = element.duration / 2;
    const done = new Promise((resolve) => element.addEventListener("seeked", resolve, { once: true }));
    element.currentTime = middle;
    await done;
    return { middle, at: element.currentTime, error: element.error?.message ?? null };
  });
  expect(seeked.error).toBeNull();
  expect(Math.abs(seeked.at - seeked.middle)).toBeLessThan(0.5);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const bytes = readFileSync(await (await downloading).path());
  const { url, headers } = await tokenOf("club_admin");
  const { files } = (await (await fetch(`${url}/api/video/files/list`, { headers })).json()) as {
    files: { session_id: string; sha256: string; bytes: number }[];
  };
  const file = files.find((one) => one.session_id === sessionId)!;
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
  expect(bytes.length).toBe(file.bytes);

  await page.getByRole("link", { name: "Videos" }).first().click();
  const actions = page.getByRole("button", { name: /Actions for Court 1/ });
  await expect(actions.first()).toBeVisible();
  const before = await actions.count();
  await actions.first().click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete video" }).click();
  await expect(page.getByText("The video is in the trash")).toBeVisible();
  await expect(actions).toHaveCount(before - 1);
  const gone = await fetch(`${url}/api/video/files/${sessionId}/download`, { headers });
  expect(gone.status).toBe(404);
}

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
for (const [size, viewport] of Object.entries(SIZES))
  test.describe(`on a ${size}`, size === "phone" ? { tag: "@long" } : {}, () => {
    test.use({ viewport });
    test("a club admin records a court, plays the video, downloads and deletes it; another browser sees it happen", ({
      page,
      browser,
    }) => recordAndDelete(page, browser));
  });

test("a player keeps out of what is not theirs", async ({ page }) => {
  await logIn(page, "player");
  await expect(page.getByRole("img", { name: /Live picture/ })).toHaveCount(0);
  const { url, headers } = await tokenOf("player");
  expect((await fetch(`${url}/api/video/files/list`, { headers })).status).toBe(403);
});
