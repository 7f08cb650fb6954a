import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Api } from "@/test/api";
import { makeSampleFile } from "@/test/fixtures/make-pictures";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { withBrowser } from "./browser";
import type { Row } from "./row";
import { median, percentile } from "./statistics";
import type { World } from "./world";

const TILES = 24;
const SCREEN = { width: 1920, height: 1080 };
/** As small as a tile gets: what is measured is the wall, not how fast 24 large films are decoded beside it. */
const FILM = { width: 640, height: 360 };
/** As often as 50 people who look at the courts would, together. */
const ASK_EVERY_MS = 100;

/** 24 cameras on one wall in Chromium: what each tile shows of what its camera sends, and what the API does meanwhile. */
export async function measureLiveWall(world: World): Promise<Row[]> {
  // The club has one court of the demo already.
  const film = await makeSampleFile(path.join(world.stack.dir, "wall.mp4"), 20, FILM);
  const freezing = await startMjpegCamera({ fps: 15, ...FILM });
  const courts: number[] = [];
  try {
    for (let tile = 2; tile <= TILES; tile++) {
      const { court } = await world.admin.post<{ court: { id: number } }>("/api/courts", {
        ...{ name: `Wall ${tile}`, club_id: 2, position: tile },
      });
      courts.push(court.id);
      const source = tile === TILES ? { source: "mjpeg", url: freezing.url } : { source: "file", url: film };
      const camera = { name: `Wall ${tile}`, club_id: 2, device_id: "hub", court_id: court.id, ...source };
      await world.admin.post("/api/cameras", camera);
    }
    return await withBrowser(world, async (open) => {
      const context = await open(world.stack.credentials.club_admin_other, SCREEN);
      const page = await context.newPage();
      await page.goto("/wall?kiosk=1");
      await waitForLive(page, TILES);
      const [tiles, asked] = await Promise.all([
        watchTiles(page, world.seconds),
        askMeanwhile(world.staff, world.seconds),
      ]);
      return [
        ...toRows(tiles, world.seconds),
        ...askedRows(asked),
        await measureFreeze(page, courts.at(-1)!, freezing),
      ];
    });
  } finally {
    await freezing.stop();
  }
}

async function waitForLive(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (least) => document.querySelectorAll('[data-tile][data-status="live"]').length >= least,
    count,
    { timeout: 120_000 },
  );
}

type TileSeen = { court: number; painted: number; sent: number };

/** Counts what each canvas paints; the numbers of its frames say how many the camera sent meanwhile. */
async function watchTiles(page: Page, seconds: number): Promise<TileSeen[]> {
  await page.evaluate(() => {
    const counted = new Map<number, { painted: number; first: number; last: number }>();
    Object.assign(window, { counted });
    for (const tile of document.querySelectorAll<HTMLElement>("[data-tile]")) {
      const canvas = tile.querySelector("canvas")!;
      new MutationObserver(() => {
        const frame = Number(canvas.dataset.frame);
        const of = counted.get(Number(tile.dataset.tile)) ?? { painted: 0, first: frame, last: frame };
        counted.set(Number(tile.dataset.tile), { painted: of.painted + 1, first: of.first, last: frame });
      }).observe(canvas, { attributes: true, attributeFilter: ["data-frame"] });
    }
  });
  await delay(seconds * 1_000);
  return page.evaluate(() =>
    [...(window as unknown as { counted: Map<number, { painted: number; first: number; last: number }> }).counted].map(
      ([court, { painted, first, last }]) => ({ court, painted, sent: last - first + 1 }),
    ),
  );
}

async function askMeanwhile(api: Api, seconds: number): Promise<number[]> {
  const tookMs: number[] = [];
  const endsAt = performance.now() + seconds * 1_000;
  for (let turn = 0; performance.now() < endsAt; turn++) {
    const startedAt = performance.now();
    await (await api.get(turn % 2 ? "/api/courts" : "/api/overview")).arrayBuffer();
    tookMs.push(performance.now() - startedAt);
    await delay(Math.max(0, ASK_EVERY_MS - (performance.now() - startedAt)));
  }
  return tookMs;
}

type Camera = { pause(paused?: boolean): void };
async function measureFreeze(page: Page, court: number, camera: Camera): Promise<Row> {
  const canvas = page.locator(`[data-tile="${court}"] canvas`);
  const frozenAt = performance.now();
  camera.pause();
  await page.waitForFunction((element) => element?.classList.contains("grayscale"), await canvas.elementHandle(), {
    polling: 50,
    timeout: 30_000,
  });
  const value = performance.now() - frozenAt;
  return { what: "a camera freezes → its tile is grey", value, unit: "ms", aim: { most: 5_000 } };
}

function toRows(tiles: TileSeen[], seconds: number): Row[] {
  const rates = tiles.map(({ painted }) => painted / seconds);
  const shares = tiles.map(({ painted, sent }) => painted / sent);
  const seen = `${tiles.length} tiles; median ${median(rates).toFixed(2)}`;
  return [
    {
      what: "wall: pictures shown per second, slowest tile",
      value: Math.min(...rates),
      unit: "/s",
      aim: { least: 4.5 },
      seen,
    },
    {
      what: "wall: share of its camera's pictures, worst tile",
      value: Math.min(...shares),
      unit: "",
      aim: { least: 0.9 },
      seen: `median ${median(shares).toFixed(3)}`,
    },
  ];
}

const askedRows = (tookMs: number[]): Row[] => [
  {
    what: "API meanwhile (/api/courts, /api/overview), p95",
    value: percentile(tookMs, 0.95),
    unit: "ms",
    aim: { most: 100 },
    seen: `${tookMs.length} requests; median ${median(tookMs).toFixed(0)} ms`,
  },
];
