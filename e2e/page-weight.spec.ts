import { expect, test } from "@playwright/test";
import { logIn } from "./people";
import { totalBytes, watchScripts } from "./script-weight";

/** What a phone on a club's guest network should have to fetch before Courts lives. */
const MOST_BYTES = 200_000;

// A first visit: what the service worker keeps for later ones would travel for nobody.
test.use({ serviceWorkers: "block" });

test("Courts needs at most 200 kB of scripts, as they travel", async ({ page }) => {
  await logIn(page, "club_admin");
  const scripts = await watchScripts(page);
  await page.goto("/courts", { waitUntil: "load" });
  await expect(page.getByRole("img", { name: /Live picture of Court 1/ })).toBeVisible();
  const seen: number[] = [];
  const isQuiet = () => seen.push(totalBytes(scripts)) > 1 && seen.at(-1) === seen.at(-2);
  await expect.poll(isQuiet, { intervals: [1_000] }).toBe(true);
  const largest = scripts.toSorted((a, b) => b.bytes - a.bytes).map(({ url, bytes }) => `${bytes} ${url}`);
  console.log(`scripts of Courts: ${totalBytes(scripts)} bytes`);
  expect(totalBytes(scripts), largest.join("\n")).toBeGreaterThan(50_000);
  expect(totalBytes(scripts), largest.join("\n")).toBeLessThanOrEqual(MOST_BYTES);
});

test("a script travels compressed, a stream as it is", async ({ page }) => {
  await logIn(page, "club_admin");
  const script = page.waitForResponse((response) => /\/_next\/static\/.*\.js/.test(response.url()));
  await page.reload();
  expect((await script).headers()["content-encoding"]).toBe("br");
  const streamed = await page.evaluate(async () => {
    const leaving = new AbortController();
    const answer = await fetch("/api/cameras/1/stream", { signal: leaving.signal });
    const first = await answer.body!.getReader().read();
    leaving.abort();
    const { headers } = answer;
    const start = new TextDecoder("latin1").decode(first.value!.slice(0, 2));
    return { type: headers.get("content-type"), encoding: headers.get("content-encoding"), start };
  });
  expect(streamed).toEqual({ type: expect.stringMatching(/^multipart\/x-mixed-replace/), encoding: null, start: "--" });
});
