import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** WCAG 2.2 AA, and everything it stands on. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

type Watched = { shift: number; shifted: string[]; blocked: string[] };

/** Begins to note what moves by itself on every page that opens, and what the content policy stops. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { shift: 0, shifted: [], blocked: [] };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        watched.shift += entry.value;
        for (const { node } of entry.sources)
          watched.shifted.push(
            `${entry.value.toFixed(3)} ${node instanceof Element ? node.outerHTML.slice(0, 120) : ""}`,
          );
      }
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("securitypolicyviolation", (event) =>
      watched.blocked.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`),
    );
  });
}

/** Until nothing on the page waits for something. */
export async function waitUntilCalm(page: Page, pictures: number): Promise<void> {
  await expect(page.locator("h1").first()).toBeAttached();
  await expect(page.locator(".animate-shimmer")).toHaveCount(0);
  if (pictures > 0)
    await expect
      .poll(() => page.locator("canvas[role=img][aria-hidden=false]").count())
      .toBeGreaterThanOrEqual(pictures);
  await page.evaluate(() => document.fonts.ready);
}

/** Nothing moved, nothing sticks out, nothing was stopped by the content policy, and nobody is shut out. */
export async function expectSound(page: Page, name: string): Promise<void> {
  const watched = await page.evaluate(() => (window as unknown as { watched: Watched }).watched);
  expect(watched.blocked, `${name}: stopped by the content policy`).toEqual([]);
  expect(watched.shift, `${name} moves:\n${watched.shifted.join("\n")}`).toBeLessThan(0.02);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html.slice(0, 200)}`).join("\n")}`,
  );
  expect(found, `${name}: axe`).toEqual([]);
}
