import { expect, type Page, test } from "@playwright/test";
import { startMjpegCamera } from "../test/fixtures/mjpeg-camera";
import { logIn, tokenOf } from "./people";

test.setTimeout(120_000);
/** Small enough to pass through the device as it is: 24 decoders are for the bench. */
const PICTURE = { width: 480, height: 270, fps: 10 };
const TILES = 24;
const WATCH_MS = 8_000;

/** Courts and cameras until the club's wall is full; the last camera is another one. */
async function fillWall(urls: { all: string; last: string }) {
  const { url, headers } = await tokenOf("club_admin_other");
  const ask = async (method: string, route: string, body?: object) => {
    const json = { ...headers, "content-type": "application/json" };
    const answer = await fetch(url + route, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
    expect(answer.ok, await answer.clone().text()).toBe(true);
    return answer.json();
  };
  const { courts } = await ask("GET", "/api/courts");
  const made: { court: number; camera: number }[] = [];
  for (let tile = courts.length + 1; tile <= TILES; tile++) {
    const { court } = await ask("POST", "/api/courts", { name: `Tile ${tile}`, position: 100 + tile });
    const source = { source: "mjpeg", url: tile === TILES ? urls.last : urls.all, device_id: "hub" };
    const { camera } = await ask("POST", "/api/cameras", { name: `Tile ${tile}`, court_id: court.id, ...source });
    made.push({ court: court.id, camera: camera.id });
  }
  const remove = async () => {
    for (const { court, camera } of made) {
      await ask("DELETE", `/api/cameras/${camera}`);
      await ask("DELETE", `/api/courts/${court}`);
    }
  };
  return { lastCourt: made.at(-1)!.court, remove };
}

/** How many pictures each tile showed in `ms`. */
const countPainted = (page: Page, ms: number): Promise<number[]> =>
  page.evaluate(async (watchMs) => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>("[data-tile] canvas")];
    const counts = canvases.map(() => 0);
    for (const [index, canvas] of canvases.entries())
      new MutationObserver(() => counts[index]!++).observe(canvas, { attributeFilter: ["data-frame"] });
    await new Promise((resolve) => setTimeout(resolve, watchMs));
    return counts;
  }, ms);

test("24 courts live on one page; one that freezes turns grey, the others go on", { tag: "@long" }, async ({
  browser,
}) => {
  const [camera, freezing] = [await startMjpegCamera(PICTURE), await startMjpegCamera(PICTURE)];
  const { lastCourt, remove } = await fillWall({ all: camera.url, last: freezing.url });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  try {
    const page = await context.newPage();
    await logIn(page, "club_admin_other");
    await page.goto("/wall");
    const live = page.locator('[data-tile][data-status="live"]');
    await expect(live).toHaveCount(TILES, { timeout: 40_000 });
    const room = page.locator("ul").first().locator("..");
    expect(await room.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);

    // A busy machine may make the page ask for less; what it asks for, every tile gets.
    const painted = await countPainted(page, WATCH_MS);
    expect(painted).toHaveLength(TILES);
    expect(Math.min(...painted), painted.join()).toBeGreaterThan(WATCH_MS / 1_000);
    expect(Math.min(...painted), painted.join()).toBeGreaterThan(Math.max(...painted) * 0.6);

    freezing.pause();
    const frozenAt = Date.now();
    const frozen = page.locator(`[data-tile="${lastCourt}"]`);
    await expect(frozen.locator("canvas")).toHaveClass(/grayscale/, { timeout: 8_000 });
    expect(Date.now() - frozenAt).toBeLessThan(5_500);
    await expect(frozen).toContainText(/No (new )?picture since \d\d:\d\d:\d\d/);
    await expect(live).toHaveCount(TILES - 1);
    freezing.pause(false);
    await expect(live).toHaveCount(TILES, { timeout: 15_000 });
  } finally {
    await context.close();
    await remove();
    await Promise.all([camera.stop(), freezing.stop()]);
  }
});
