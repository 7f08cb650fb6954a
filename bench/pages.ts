import { setTimeout as delay } from "node:timers/promises";
import type { BrowserContext } from "@playwright/test";
import { totalBytes, watchScripts } from "@/e2e/script-weight";
import { withBrowser } from "./browser";
import type { Row } from "./row";
import { median } from "./statistics";
import type { World } from "./world";

const PAGES = ["/login", "/overview", "/courts", "/wall", "/videos"];
const TURNS = 3;
/** Everything a page does by itself at its start is over by then. */
const WATCH_MS = 5_000;
/** A task longer than this keeps a person waiting (web.dev, Total Blocking Time). */
const LONG_TASK_MS = 50;

type Seen = { paintMs: number; blockedMs: number; shift: number; scriptBytes: number };

/** What a first visit of each main page costs in Chromium, as it says itself: paint, blocking, movement, scripts. */
export async function measurePages(world: World): Promise<Row[]> {
  const { staff } = world.stack.credentials;
  return withBrowser(world, async (open) => {
    const rows: Row[] = [];
    for (const path of PAGES) {
      const turns: Seen[] = [];
      for (let turn = 0; turn < TURNS; turn++) {
        const context = await open(path === "/login" ? null : staff);
        turns.push(await visit(context, path));
        await context.close();
      }
      rows.push(...toRows(path, turns));
    }
    return rows;
  });
}

async function visit(context: BrowserContext, path: string): Promise<Seen> {
  const page = await context.newPage();
  const scripts = await watchScripts(page);
  await page.addInitScript(() => {
    const seen = { longTasksMs: [] as number[], shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longTasksMs.push(entry.duration);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path, { waitUntil: "load" });
  await delay(WATCH_MS);
  if (new URL(page.url()).pathname !== path) throw new Error(`${path} led to ${page.url()}`);
  const seen = await page.evaluate(() => ({
    ...(window as unknown as { seen: { longTasksMs: number[]; shift: number } }).seen,
    paintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  }));
  const blockedMs = seen.longTasksMs.reduce((sum, ms) => sum + ms - LONG_TASK_MS, 0);
  return { paintMs: seen.paintMs, blockedMs, shift: seen.shift, scriptBytes: totalBytes(scripts) };
}

function toRows(path: string, turns: Seen[]): Row[] {
  const of = (pick: (seen: Seen) => number) => turns.map(pick);
  const worst = (values: number[]) => `worst of ${TURNS}: ${Math.max(...values).toFixed(0)}`;
  const [paint, blocked, shift] = [of((s) => s.paintMs), of((s) => s.blockedMs), of((s) => s.shift)];
  const kilobytes = median(of((s) => s.scriptBytes)) / 1_000;
  return [
    { what: `${path}: first contentful paint`, value: median(paint), unit: "ms", seen: worst(paint) },
    { what: `${path}: total blocking time`, value: median(blocked), unit: "ms", seen: worst(blocked) },
    { what: `${path}: layout shift`, value: Number(Math.max(...shift).toFixed(4)), unit: "", aim: { most: 0.02 } },
    {
      what: `${path}: scripts, as they travel`,
      value: kilobytes,
      unit: "kB",
      ...(path === "/courts" && { aim: { most: 200 } }),
    },
  ];
}
