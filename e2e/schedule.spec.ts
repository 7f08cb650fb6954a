import { expect, type Page, test } from "@playwright/test";
import { mondayOf } from "@/lib/client/week";
import { addDays, timeOf, wallClock } from "@/lib/core/zoned-time";
import { readICalendar } from "../test/read-icalendar";
import { logIn, tokenOf } from "./people";

const PARIS = "Europe/Paris";
test.use({ locale: "en-GB", timezoneId: PARIS, viewport: { width: 1440, height: 900 } });
test.setTimeout(120_000);

const dialog = (page: Page) => page.getByRole("dialog");
/** A block of the week, by its words. */
const block = (page: Page, words: RegExp) => page.getByRole("button", { name: words }).first();

async function fill(page: Page, fields: { court: string; title: string; time: string; minutes: string }) {
  await dialog(page).getByLabel("Court").selectOption(fields.court);
  await dialog(page).getByLabel("Title (optional)").fill(fields.title);
  await dialog(page).getByLabel("Start").fill(fields.time);
  await dialog(page).getByRole("radio", { name: "Other" }).check();
  await dialog(page).getByLabel("Minutes", { exact: true }).fill(fields.minutes);
}

test("staff plans a recording and sees it start by itself", async ({ page }) => {
  const { url, headers } = await tokenOf("staff");
  await logIn(page, "staff");
  await page.getByRole("link", { name: "Schedule" }).first().click();
  await expect(page.getByText(`Times on the club’s clock (${PARIS})`)).toBeVisible();
  await page.getByRole("button", { name: "Plan a recording", exact: true }).click();
  const now = wallClock(Date.now(), PARIS);
  await dialog(page).getByLabel("Day", { exact: true }).fill(now.day);
  await fill(page, { court: "Court 2", title: "Training", time: timeOf(now.minute), minutes: "3" });
  await dialog(page).getByRole("button", { name: "Plan it" }).click();
  await expect(page.getByText("is planned and will start by itself")).toBeVisible();
  await expect(block(page, /^Training, Court 2, .*: Recording$/)).toBeVisible({ timeout: 30_000 });

  await block(page, /^Training/).click();
  await dialog(page).getByRole("link", { name: "Go to the session" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  const session_id = page.url().split("/").at(-1)!;
  const json = { ...headers, "content-type": "application/json" };
  await fetch(`${url}/api/video/record/stop`, { method: "POST", headers: json, body: JSON.stringify({ session_id }) });
  await page.goto("/schedule");
  await expect(block(page, /^Training, Court 2, .*: Recorded$/)).toBeVisible({ timeout: 20_000 });
});

test("a conflict is refused in words, one week is left out, and a calendar reads the rest", async ({ page }) => {
  const { url, headers } = await tokenOf("staff");
  const wednesday = addDays(mondayOf(wallClock(Date.now(), PARIS).day), 16);
  await logIn(page, "staff");
  await page.goto("/schedule");
  for (let week = 0; week < 2; week++) await page.getByRole("button", { name: "The week after" }).click();
  const plan = page.getByRole("button", { name: /^Plan a recording on Wednesday/ }).first();
  // Without a mouse.
  await plan.focus();
  await page.keyboard.press("Enter");
  await fill(page, { court: "Court 1", title: "Veterans", time: "19:00", minutes: "90" });
  await dialog(page).getByRole("checkbox", { name: "Every week" }).check();
  await dialog(page).getByRole("button", { name: "Plan it" }).press("Enter");
  await expect(block(page, /^Veterans, Court 1, Wednesday.* 19:00 – 20:30: Planned$/)).toBeVisible();

  await plan.click();
  await fill(page, { court: "Court 1", title: "Too early", time: "20:00", minutes: "60" });
  await expect(dialog(page).getByRole("alert")).toContainText("“Veterans” is planned on this court: Wednesday");
  await expect(dialog(page).getByRole("button", { name: "Plan it" })).toBeDisabled();
  await dialog(page).getByLabel("Start").fill("20:30");
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  await expect(dialog(page).getByRole("button", { name: "Plan it" })).toBeEnabled();
  await page.keyboard.press("Escape");
  const refused = await fetch(`${url}/api/schedule`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ terrain_id: 1, starts_on: wednesday, start_time: "20:29", duration_minutes: 5 }),
  });
  expect([refused.status, (await refused.json()).error.details.conflict.title]).toEqual([409, "Veterans"]);

  await page.getByRole("button", { name: "In your calendar" }).click();
  await dialog(page).getByRole("button", { name: "Make my address" }).click();
  const address = await dialog(page).getByLabel("Your calendar’s address").inputValue();
  const times = async () => {
    const answer = await fetch(address);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const { events } = readICalendar(await answer.text());
    return events.filter(({ SUMMARY }) => SUMMARY === "Veterans · Court 1").map(({ UID }) => UID!.slice(37, 45));
  };
  const days = [0, 7, 14].map((later) => addDays(wednesday, later).replaceAll("-", ""));
  expect((await times()).slice(0, 3)).toEqual(days);
  const etag = (await fetch(address, { method: "HEAD" })).headers.get("etag")!;
  expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);
  await page.keyboard.press("Escape");

  await block(page, /^Veterans/).click();
  await dialog(page).getByRole("button", { name: "Leave out this once" }).click();
  await expect(block(page, /^Veterans, .*: Left out$/)).toBeVisible();
  expect((await times()).slice(0, 2)).toEqual(days.slice(1));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(block(page, /^Veterans, .*: Planned$/)).toBeVisible();

  await block(page, /^Veterans/).click();
  await dialog(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the plan" }).click();
  await expect(page.getByRole("button", { name: /^Veterans/ })).toHaveCount(0);
  await page.getByRole("button", { name: "In your calendar" }).click();
  await dialog(page).getByRole("button", { name: "End this address" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End this address" }).click();
  await expect(dialog(page).getByRole("button", { name: "Make my address" })).toBeVisible();
  const unknown = address.replace(/vigiec_.{10}/, "vigiec_0123456789");
  const said = async (at: string) => {
    const answer = await fetch(at);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    return [answer.status, error.code, error.message];
  };
  expect(await said(address)).toEqual(await said(unknown));
  expect((await said(address))[0]).toBe(404);
});
