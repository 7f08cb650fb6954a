import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { stackFolder } from "../test/e2e-setup";
import { logIn, tokenOf } from "./people";

test.use({ locale: "en-GB" });

const FULL = { name: "Watch in full quality, two seconds later" };

/** Opens a court's session by its camera and shows its page. */
async function openSession(page: Page, courtName: string): Promise<{ sessionId: string; cameraId: number }> {
  const { url, headers } = await tokenOf("club_admin");
  const { courts } = (await (await fetch(`${url}/api/courts`, { headers })).json()) as {
    courts: { id: number; name: string }[];
  };
  const court = courts.find(({ name }) => name === courtName)!;
  const answer = await fetch(`${url}/api/video/session/create`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ terrain_id: court.id }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { session } = (await answer.json()) as { session: { session_id: string; camera_id: number } };
  await page.goto(`/sessions/${session.session_id}`);
  return { sessionId: session.session_id, cameraId: session.camera_id };
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
  const { cameraId } = await openSession(page, "Court 1");
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
  const { sessionId } = await openSession(page, "Court 2");
  await expect(page.getByRole("img", { name: /Live picture of Court 2/ })).toBeVisible();
  await expect(page.getByText("MJPEG")).toBeVisible();
  await expect(page.getByRole("button", FULL)).toHaveCount(0);
  const { url, headers } = await tokenOf("club_admin");
  const answer = await fetch(`${url}/api/preview/${sessionId}/stream.m3u8`, { headers });
  expect(answer.status).toBe(422);
});
