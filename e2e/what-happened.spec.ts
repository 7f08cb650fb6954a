import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { startRtspRecorder, startRtspServer } from "../test/fixtures/rtsp-server";
import { type Api, apiOf, logIn } from "./people";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(120_000);

const SMALL = { width: 640, height: 360 };
const PASSWORD = "s3cret-of-the-camera";

const cleanUps: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function addCamera(club: Api, name: string) {
  const source = await startRtspServer({ ...SMALL, user: "admin", password: PASSWORD });
  cleanUps.push(() => source.stop());
  const about = { name, source: "rtsp", url: source.url, device_id: "hub" };
  const { camera } = await club.make<{ camera: { id: number } }>("/api/cameras", about);
  cleanUps.push(() => club.remove(`/api/cameras/${camera.id}`));
  return { id: camera.id, source };
}

const happened = (page: Page, title = "What happened") => page.getByRole("region", { name: title });

test("a camera stands still and moves again: the session's page says so by itself, why, and what was heard last", async ({
  page,
}) => {
  const club = await apiOf("club_admin");
  const { id, source } = await addCamera(club, "stands still");
  const { session } = await club.make<{ session: { session_id: string } }>("/api/video/session/create", {
    camera_id: id,
  });
  await logIn(page, "staff");
  await page.goto(`/sessions/${session.session_id}`);
  await expect(page.getByRole("img", { name: /Live picture of stands still/ })).toBeVisible();
  await expect(happened(page)).toHaveCount(0);

  source.freeze();
  const lost = happened(page).getByRole("listitem").filter({ hasText: "The camera was lost" });
  await expect(lost).toBeVisible({ timeout: 12_000 });
  await expect(lost.getByText("The camera does not answer.", { exact: true })).toBeVisible();
  await lost.getByText("Last lines").click();
  await expect(lost.getByText(/DESCRIBE rtsp:\/\/127\.0\.0\.1.*200 OK/)).toBeVisible();
  source.resume();
  await expect(happened(page).getByText(/The camera is back, after [1-9]/)).toBeVisible({ timeout: 12_000 });

  const { events } = await (await club.get(`/api/events?camera=${id}&type=camera`)).json();
  expect(events.map(({ type }: { type: string }) => type)).toEqual(["camera.back", "camera.lost"]);
  expect(JSON.stringify(events)).not.toContain(PASSWORD);

  await logIn(await clear(page), "staff", "fr");
  await page.goto(`/sessions/${session.session_id}`);
  await expect(happened(page, "Ce qui s’est passé").getByText("La caméra a été perdue")).toBeVisible();
});

async function clear(page: Page): Promise<Page> {
  await page.context().clearCookies();
  return page;
}

test("a camera is published to another server, which goes and comes back; its card says how that is", async ({
  page,
}) => {
  const club = await apiOf("club_admin");
  await addCamera(club, "published");
  const folder = mkdtempSync(path.join(tmpdir(), "published-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "court.ts");
  const server = await startRtspRecorder({ file, user: "pub", password: "of-the-server" });
  cleanUps.push(() => server.stop());

  await logIn(page, "club_admin");
  await page.goto("/cameras");
  await page.getByRole("button", { name: "Actions for published" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Also publish to an RTSP server").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter the address of the server.")).toBeVisible();
  await dialog.getByLabel("Address of the server").fill(server.url);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  const card = page.getByRole("article", { name: "published" });
  const place = `rtsp://127.0.0.1:${server.port}`;
  await expect(card.getByText(`Published to ${place}.`, { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(20_000);
  await server.stop();
  await expect(card.getByText(`Not published to ${place} now`)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("of-the-server")).toHaveCount(0);
});
