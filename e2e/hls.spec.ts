import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { kill9, stackFolder } from "../test/e2e-setup";
import { type RtspServerOptions, startRtspServer } from "../test/fixtures/rtsp-server";
import { apiOf, logIn } from "./people";

test.use({ locale: "en-GB" });

const FULL = { name: "Watch in full quality, two seconds later" };

type Opened = { session: { session_id: string; camera_id: number } };

/** Opens a session of a court of the demo, or of any camera, and shows its page. */
async function openSession(page: Page, of: { terrain_id: number } | { camera_id: number }) {
  const { session } = await (await apiOf("club_admin")).make<Opened>("/api/video/session/create", of);
  await page.goto(`/sessions/${session.session_id}`);
  return { sessionId: session.session_id, cameraId: session.camera_id };
}

/** A session of a camera of its own. */
async function withRtspCamera(
  page: Page,
  options: RtspServerOptions,
  story: (camera: Awaited<ReturnType<typeof startRtspServer>>) => Promise<void>,
): Promise<void> {
  const camera = await startRtspServer(options);
  const { make, remove } = await apiOf("club_admin");
  const about = { name: "rtsp", source: "rtsp", url: camera.url, audio: true, device_id: "hub" };
  const made = await make<{ camera: { id: number } }>("/api/cameras", about);
  try {
    await logIn(page, "club_admin");
    await openSession(page, { camera_id: made.camera.id });
    await story(camera);
  } finally {
    camera.resume();
    await remove(`/api/cameras/${made.camera.id}`);
    await camera.stop();
  }
}

/** What the hub said of its leases of a camera's stream, oldest first. */
const leasesOf = (cameraId: number): string[] =>
  readFileSync(path.join(stackFolder(), "logs/hub.log"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { msg: string; camera?: number; feed?: string })
    .filter(({ camera, feed }) => camera === cameraId && feed === "hls")
    .map(({ msg }) => msg);

const video = (page: Page) => page.locator("video");
const timeOf = (page: Page) => video(page).evaluate((element: HTMLVideoElement) => element.currentTime);

test("a camera's own stream plays within five seconds, at most four seconds late, and ends with its last viewer", async ({
  page,
}) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await logIn(page, "club_admin");
  const { cameraId } = await openSession(page, { terrain_id: 1 });
  await page.getByRole("button", FULL).click();
  const askedAt = Date.now();
  await expect.poll(() => timeOf(page).catch(() => 0), { intervals: [50], timeout: 20_000 }).toBeGreaterThan(0);
  const first = await timeOf(page);
  await expect.poll(() => timeOf(page), { intervals: [50] }).toBeGreaterThan(first);
  const tookMs = Date.now() - askedAt;
  console.log(`the stream plays after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(5_000);
  const behind = page.getByTitle(/Behind the camera by/);
  await expect(behind).toBeVisible();
  const size = await video(page).evaluate((element: HTMLVideoElement) => [element.videoWidth, element.videoHeight]);
  const before = await timeOf(page);
  const seen: number[] = [];
  for (let n = 0; n < 10; n++) {
    await page.waitForTimeout(1_000); // the time it plays, not a wait
    seen.push(Number.parseFloat(await behind.innerText()));
  }
  const played = (await timeOf(page)) - before;
  console.log(`${size.join("x")}, played ${played.toFixed(1)} s in 10 s, behind by ${seen.join(" ")} s`);
  expect(played).toBeGreaterThan(9);
  expect(Math.max(...seen)).toBeLessThanOrEqual(4);
  expect(leasesOf(cameraId)).toEqual(["preview started"]);

  await page.goto("/courts");
  await expect.poll(() => leasesOf(cameraId), { timeout: 40_000 }).toEqual(["preview started", "preview ended"]);
  expect(refused).toEqual([]);
});

test("a camera of single pictures offers no full quality: its preview stays", async ({ page }) => {
  await logIn(page, "club_admin");
  const { sessionId } = await openSession(page, { terrain_id: 2 });
  await expect(page.getByRole("img", { name: /Live picture of Court 2/ })).toBeVisible();
  await expect(page.getByText("MJPEG")).toBeVisible();
  await expect(page.getByRole("button", FULL)).toHaveCount(0);
  expect((await (await apiOf("club_admin")).get(`/api/preview/${sessionId}/stream.m3u8`)).status).toBe(422);
});

test("sound is off until it is asked for; a frozen picture turns grey and goes on by itself", { tag: "@long" }, async ({
  page,
}) => {
  test.setTimeout(120_000);
  await withRtspCamera(page, { audio: "aac" }, async (camera) => {
    await page.getByRole("button", FULL).click();
    await expect.poll(() => timeOf(page).catch(() => 0), { timeout: 20_000 }).toBeGreaterThan(0.5);
    const isMuted = () => video(page).evaluate((element: HTMLVideoElement) => element.muted);
    expect(await isMuted()).toBe(true);
    await page.getByRole("button", { name: "Turn the sound on" }).click();
    expect(await isMuted()).toBe(false);
    const heard = () => video(page).evaluate((element) => Number(Reflect.get(element, "webkitAudioDecodedByteCount")));
    const before = await heard();
    await expect.poll(heard).toBeGreaterThan(before);

    camera.freeze();
    const frozenAt = Date.now();
    const note = page.getByText(/No (new )?picture since/);
    await expect(note).toBeVisible({ timeout: 15_000 });
    console.log(`grey after ${Date.now() - frozenAt} ms`);
    expect(Date.now() - frozenAt).toBeLessThan(6_000);
    await expect(video(page)).toHaveClass(/grayscale/);
    await page.waitForTimeout(8_000); // the outage, not a wait
    camera.resume();
    const backAt = Date.now();
    await expect(note).toBeHidden({ timeout: 30_000 });
    console.log(`back after ${Date.now() - backAt} ms`);
    const again = await timeOf(page);
    await expect.poll(() => timeOf(page)).toBeGreaterThan(again + 3);
    const behind = page.getByTitle(/Behind the camera by/);
    await expect.poll(async () => Number.parseFloat(await behind.innerText())).toBeLessThanOrEqual(4);
  });
});

test("H.265, which this browser lacks, is said; the preview stays", async ({ page }) => {
  await withRtspCamera(page, { codec: "h265" }, async () => {
    await expect(page.getByText(/This camera sends H.265/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("button", FULL)).toHaveCount(0);
    await expect(page.getByRole("img", { name: /Live picture of rtsp/ })).toBeVisible();
  });
});

test("web is killed: the stream goes on when it is back; with nobody left the device stops by itself", {
  tag: "@long",
}, async ({ page }) => {
  test.setTimeout(120_000);
  await logIn(page, "club_admin");
  const { cameraId } = await openSession(page, { terrain_id: 1 });
  const before = leasesOf(cameraId).length;
  await page.getByRole("button", FULL).click();
  await expect.poll(() => timeOf(page).catch(() => 0), { timeout: 20_000 }).toBeGreaterThan(0.5);
  kill9("web");
  const isAlive = async () => (await fetch(`${process.env.VIGIE_URL}/readyz`).catch(() => null))?.status;
  await expect.poll(isAlive, { timeout: 30_000 }).toBe(200);
  const behind = page.getByTitle(/Behind the camera by/);
  await expect
    .poll(async () => Number.parseFloat(await behind.innerText().catch(() => "99")), { timeout: 30_000 })
    .toBeLessThanOrEqual(4);
  const again = await timeOf(page);
  await expect.poll(() => timeOf(page)).toBeGreaterThan(again + 2);

  await page.goto("about:blank");
  kill9("web");
  const ended = () => leasesOf(cameraId).slice(before).at(-1);
  await expect.poll(ended, { timeout: 30_000 }).toBe("preview ended");
  await expect.poll(isAlive, { timeout: 30_000 }).toBe(200);
});
