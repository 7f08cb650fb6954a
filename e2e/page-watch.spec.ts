import { expect, test } from "@playwright/test";
import { expectSound, watchPage } from "./page-watch";

// What watches every page must see what is wrong with one.
const FAULTS = {
  "an unnamed button": ["<button></button>", /button-name/],
  "grey on grey": ['<p style="color:#999;background:#aaa">pale</p>', /color-contrast/],
  "too wide": ['<div style="width:3000px">wide</div>', /scrolls sideways/],
  "what pushes the rest down": [
    '<div id="late"></div><p style="height:400px">text</p><script>setTimeout(() => { late.style.height = "300px" }, 200)</script>',
    /moves/,
  ],
} as const;

for (const [what, [body, complaint]] of Object.entries(FAULTS))
  test(`${what} is found`, async ({ page }) => {
    await watchPage(page);
    await page.route("**/faulty", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>${body}</main>`,
      }),
    );
    await page.goto("/faulty");
    await expect(async () => {
      const found = await expectSound(page, "page").then(
        () => "nothing",
        (error: unknown) => String(error),
      );
      expect(found).toMatch(complaint);
    }).toPass({ timeout: 10_000 });
  });
