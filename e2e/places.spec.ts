import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { startRtspServer } from "../test/fixtures/rtsp-server";
import { logIn, type Person, tokenOf } from "./people";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(180_000);

const SECRET = "s3cret-of-the-camera";
const visit = async (browser: Browser, person: Person): Promise<Page> => {
  const page = await (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Paris" })).newPage();
  await logIn(page, person);
  return page;
};
const courtOf = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const action = async (page: Page, of: string, item: string) => {
  await page.getByRole("button", { name: `Actions for ${of}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

test("a club admin adds a court and its camera, sees the cause of a wrong address, then the picture, and takes both away again", async ({
  page,
  browser,
}) => {
  const camera = await startRtspServer({ user: "viewer", password: SECRET, width: 640, height: 360 });
  try {
    await logIn(page, "club_admin");
    await page.getByRole("link", { name: "Administration" }).first().click();
    await expect(page.getByRole("heading", { name: "Courts & cameras", level: 1 })).toBeVisible();
    await addCourt(page);
    await addCamera(page, camera.url);
    await expect(courtOf(page, "Centre Court").getByText("Live", { exact: true })).toBeVisible({ timeout: 20_000 });
    expect(await page.content()).not.toContain(SECRET);

    await page.getByRole("link", { name: "Courts", exact: true }).first().click();
    const live = page.getByRole("img", { name: "Live picture of Centre Court" });
    await expect(live).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => live.getAttribute("data-frame").then(Number)).toBeGreaterThan(0);

    await staffOnlyLooks(browser);
    await page.goto("/cameras");
    await takeAway(page);
    await logTells(page);
  } finally {
    await camera.stop();
  }
});

async function addCourt(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a court" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await dialog.getByLabel("Name of the court").fill("court 1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("There is already a court with this name in the club.")).toBeVisible();
  await dialog.getByLabel("Name of the court").fill("Centre Court");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(courtOf(page, "Centre Court").getByText("No camera films this court yet.")).toBeVisible();
}

async function addCamera(page: Page, url: string): Promise<void> {
  await page.getByRole("button", { name: "Add a camera to Centre Court" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: "RTSP" })).toBeChecked();
  const tryAddress = async (address: string) => {
    await dialog.getByLabel("Address").fill(address);
    await dialog.getByRole("button", { name: "Test this source" }).click();
  };
  await tryAddress("file:///etc/passwd");
  await expect(dialog.getByRole("alert")).toContainText(/address/);
  await tryAddress(url.replace(SECRET, "wrong"));
  await expect(dialog.getByText("The camera refuses this user and password.")).toBeVisible({ timeout: 15_000 });
  await tryAddress(url);
  await expect(dialog.getByText("The camera answers")).toBeVisible({ timeout: 15_000 });
  await expect(dialog.getByText("H.264 · 640 × 360 · 25 fps")).toBeVisible();
  await expect(dialog.getByRole("img", { name: "Picture of the tested camera" })).toBeVisible();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByLabel("Name of the camera")).toBeVisible();
  await expect(dialog.getByText("Give it a name.")).toHaveCount(0);
  await dialog.getByLabel("Name of the camera").fill("Centre north");
  await expect(dialog.getByLabel("Court it films").locator("option:checked")).toHaveText("Centre Court");
  await dialog.getByRole("button", { name: "Add camera" }).click();
  await expect(dialog).toBeHidden();
}

async function staffOnlyLooks(browser: Browser): Promise<void> {
  const staff = await visit(browser, "staff");
  await staff.goto("/cameras");
  await expect(staff.getByText("Centre north")).toBeVisible();
  await expect(staff.getByRole("button", { name: /^(Add|Actions for)/ })).toHaveCount(0);
  await expect(staff.getByRole("link", { name: "Audit" })).toHaveCount(0);
  const { url, headers } = await tokenOf("staff");
  for (const [path, body] of [
    ["/api/courts", { name: "Mine" }],
    ["/api/cameras", { name: "Mine", source: "test", device_id: "hub" }],
  ] as const) {
    const json = { ...headers, "content-type": "application/json" };
    expect((await fetch(url + path, { method: "POST", headers: json, body: JSON.stringify(body) })).status).toBe(403);
  }
  await staff.context().close();
}

async function takeAway(page: Page): Promise<void> {
  await action(page, "Centre Court", "Delete court");
  const asking = page.getByRole("alertdialog");
  await expect(asking.getByText("What becomes of its camera?")).toBeVisible();
  await asking.getByRole("button", { name: "Cancel" }).click();
  await action(page, "Centre north", "Remove camera");
  await asking.getByRole("button", { name: "Remove camera" }).click();
  await expect(courtOf(page, "Centre Court").getByText("No camera films this court yet.")).toBeVisible();
  await action(page, "Centre Court", "Delete court");
  await asking.getByRole("button", { name: "Delete court" }).click();
  await expect(courtOf(page, "Centre Court")).toHaveCount(0);
}

async function logTells(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Audit" }).click();
  for (const sentence of [
    "Julien Moreau added the court Centre Court",
    "Julien Moreau added the camera Centre north",
    "Julien Moreau removed the camera Centre north",
    "Julien Moreau deleted the court Centre Court",
  ])
    await expect(page.getByText(sentence).first()).toBeVisible();
  await page.getByLabel("What").selectOption("camera.delete");
  await expect(page.getByText("Julien Moreau added the court Centre Court")).toHaveCount(0);
  await expect(page.getByText("removed the camera Centre north")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as table" }).click();
  const table = readFileSync(await (await downloading).path(), "utf8");
  expect(table).toContain('"camera.delete"');
  expect(table).toContain('"Centre north"');
  expect(table).not.toContain("court.create");
  await page.getByLabel("Who").fill("nobody of this name");
  await expect(page.getByText("Nothing matches")).toBeVisible();
}

test("a super admin adds a court to a club, and sees what a device says of itself", async ({ page }) => {
  await logIn(page, "super_admin");
  await page.goto("/cameras");
  await page.getByRole("button", { name: "Add a court" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Club").selectOption({ label: "Autre Club" });
  await dialog.getByLabel("Name of the court").fill("Annexe");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(courtOf(page, "Annexe").getByText("Autre Club")).toBeVisible();
  await action(page, "Annexe", "Move up");
  await expect
    .poll(async () => (await page.getByRole("region").allTextContents()).join(" "))
    .toMatch(/Annexe.*Court 3/);
  await action(page, "Annexe", "Delete court");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete court" }).click();
  await expect(courtOf(page, "Annexe")).toHaveCount(0);

  await page.getByRole("link", { name: "Devices" }).click();
  await page.getByRole("link", { name: "Hub" }).click();
  await expect(page.getByRole("heading", { name: "Hub", level: 1 })).toBeVisible();
  await expect(page.getByText("Online", { exact: true })).toBeVisible();
  await expect(page.getByText("The device and the server agree.")).toBeVisible();
});
