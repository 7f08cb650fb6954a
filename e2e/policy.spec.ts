import { readdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(180_000);

/** What the browser refused to do because of the page's own policy, from now on. */
async function collectRefusals(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction("noteRefusal", (text: string) => refused.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      Reflect.get(
        window,
        "noteRefusal",
      )(`${location.pathname}: ${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    );
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Permissions-Policy|Permissions policy/i.test(message.text()))
      refused.push(message.text());
  });
  return refused;
}

/** Addresses of pages that need no id: `app/(dashboard)/courts/page.tsx` is /courts. */
const PAGES = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map(
    (file) =>
      file
        .replace(/^/, "/")
        .replace(/\/page\.tsx$/, "")
        .replace(/\/\([^)]+\)/g, "") || "/",
  )
  .filter((path) => !path.includes("["));

test("no page does what its own policy forbids, whatever is opened on it", { tag: "@long" }, async ({ page }) => {
  const refused = await collectRefusals(page);
  await page.goto("/login");
  await logIn(page, "super_admin");
  const { url, headers } = await tokenOf("super_admin");
  const ask = async (path: string) => (await fetch(`${url}${path}`, { headers })).json();
  const { files } = (await ask("/api/video/files/list?limit=1")) as { files: { id: string; session_id: string }[] };
  const videos = files.flatMap(({ id, session_id }) => [`/videos/${id}`, `/sessions/${session_id}`]);
  for (const path of [...PAGES, ...videos, "/nothing/here"]) {
    await page.goto(path);
    await expect(page.locator("h1, [role=alert]").first()).toBeVisible();
    await openEverything(page);
  }
  await page.goto("/courts");
  await page.getByRole("button", { name: "Record Court 1" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(refused).toEqual([]);
});

/** Menus and dialogs add styles of their own. */
async function openEverything(page: Page): Promise<void> {
  const openers = page.locator("button[aria-haspopup]:visible");
  for (let i = 0; i < Math.min(4, await openers.count()); i++) {
    await openers
      .nth(i)
      .click({ timeout: 1_000 })
      .catch(() => undefined);
    await page.keyboard.press("Escape");
  }
}

test("the policy is in force: an inline script, a foreign frame and Next's picture service are refused", async ({
  page,
}) => {
  const refused = await collectRefusals(page);
  const answer = await page.goto("/login");
  const policy = (await answer!.allHeaders())["content-security-policy"]!;
  const nonce = /'nonce-([^']+)'/.exec(policy)![1];
  const scripts = await page.locator("script").evaluateAll((all) => all.map((script) => (script as HTMLElement).nonce));
  expect(scripts.length).toBeGreaterThan(3);
  expect(new Set(scripts)).toEqual(new Set([nonce]));
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="document.title = 'owned'">`);
    const script = document.createElement("iframe");
    script.src = "https://evil.example/";
    document.body.append(script);
  });
  await expect.poll(() => refused.some((text) => text.includes("script-src"))).toBe(true);
  await expect.poll(() => refused.some((text) => text.includes("frame-src"))).toBe(true);
  expect(await page.title()).not.toBe("owned");
  expect((await page.request.get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status()).toBe(404);
});
