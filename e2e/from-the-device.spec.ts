import { existsSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { EdgeRig } from "../edge-worker/edge-process.fixture";
import { stackFolder } from "../test/e2e-setup";
import { type Api, apiOf, logIn } from "./people";
import { enrolRealPi } from "./real-pi";
import { playerOf, videoOf } from "./the-player";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(180_000);

/** A machine of its own: another folder than web's, and a line on which a short video takes some seconds. */
const SLOW_LINE = { UPLOADS: "asked", UPLOAD_LIMIT_KBPS: "1500", DISK_RESERVE: "10MB" };

let rig: EdgeRig | null = null;
test.afterEach(() => rig?.cleanUp());

async function startPi(admin: Api) {
  const pi = await enrolRealPi(admin, "Behind the house", SLOW_LINE);
  rig = pi.rig;
  rig.start();
  const camera = { name: "Garden", device_id: pi.id, source: "test", audio: false, sensors: false };
  const made = await admin.make<{ camera: { id: number } }>("/api/cameras", camera);
  return { id: pi.id, cameraId: made.camera.id };
}

/** Records some seconds on the device; resolves with the file, which is still there. */
async function record(admin: Api, cameraId: number) {
  let session_id = "";
  await expect
    .poll(
      async () => {
        const answer = await admin.post("/api/video/session/create", { camera_id: cameraId });
        if (answer.status === 201) session_id = (await answer.json()).session.session_id;
        return answer.status;
      },
      { timeout: 60_000 },
    )
    .toBe(201);
  await admin.make("/api/video/record/start", { session_id });
  const status = async () => (await (await admin.get(`/api/video/record/status/${session_id}`)).json()).recording;
  await expect.poll(async () => (await status()).elapsed_seconds, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
  await admin.post("/api/video/record/stop", { session_id });
  await expect.poll(async () => (await status()).status, { timeout: 30_000 }).toBe("ready");
  const { files } = await (await admin.get("/api/video/files/list")).json();
  return files.find((file: { session_id: string }) => file.session_id === session_id);
}

const shownTime = (page: Page) => videoOf(page).evaluate((video: HTMLVideoElement) => video.currentTime);

test("a video on a device far away comes when it is opened, and plays by itself", { tag: "@long" }, async ({
  page,
}) => {
  const admin = await apiOf("club_admin");
  const { cameraId } = await startPi(admin);
  const file = await record(admin, cameraId);
  expect(file).toMatchObject({ location: "device", kind: "recording" });
  const here = path.join(stackFolder(), "media", `videos/${file.club_id}`, file.filename);
  expect(existsSync(here)).toBe(false);

  await logIn(page, "club_admin");
  await page.goto("/videos");
  const card = page.getByRole("article").filter({ hasText: "On the device" }).first();
  await expect(card).toBeVisible();
  // Its poster was sent by itself.
  await expect.poll(() => card.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await card.getByRole("link").first().click();

  await expect(playerOf(page).getByText("The video is on its way from the device")).toBeVisible();
  await expect(page.getByRole("button", { name: "Download" })).toBeDisabled();
  await expect(playerOf(page).getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]\d?$/);
  await page.screenshot({ path: test.info().outputPath("on-its-way.png") });

  await expect(videoOf(page)).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => shownTime(page), { timeout: 15_000 }).toBeGreaterThan(0.5);
  expect(existsSync(here)).toBe(true);
  await expect(page.getByText("On the server")).toBeVisible();
  const now = (await (await admin.get(`/api/video/files/${file.id}`)).json()).file;
  expect([now.location, now.sha256]).toEqual(["web", file.sha256]);
});
