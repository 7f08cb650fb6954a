import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";

/** `SCREENSHOTS=docs/screenshots npm run e2e` renews the pictures of the documentation; else they land beside the traces. */
const FOLDER = path.resolve(process.env.SCREENSHOTS ?? ".tmp/screenshots");
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

test.setTimeout(180_000);

for (const [size, viewport] of Object.entries(SIZES))
  for (const scheme of ["light", "dark"] as const)
    test(`every page at ${size} size, ${scheme}`, async ({ browser }) => {
      mkdirSync(FOLDER, { recursive: true });
      const context = await browser.newContext({
        viewport,
        colorScheme: scheme,
        locale: scheme === "light" ? "en-GB" : "fr-FR",
        timezoneId: "Europe/Paris",
      });
      const page = await context.newPage();
      const shoot = async (name: string) => {
        expect(await overflow(page), `${name} scrolls sideways`).toBe(0);
        await page.screenshot({ path: path.join(FOLDER, `${name}-${size}-${scheme}.jpg`), type: "jpeg", quality: 78 });
      };
      await page.goto("/login");
      await page.evaluate(() => document.fonts.ready);
      await shoot("login");
      await logIn(page, "club_admin");
      await expect(page.getByRole("img", { name: /Live picture of Court 1/ })).toBeVisible();
      await expect(page.getByRole("img", { name: /Live picture of Court 2/ })).toBeVisible();
      await shoot("courts");

      const { url, headers } = await tokenOf("club_admin");
      const post = async (route: string, body: object) =>
        (await fetch(`${url}${route}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        }).then((answer) => answer.json())) as { session: { session_id: string } };
      const { session } = await post("/api/video/session/create", { terrain_id: 1 });
      await post("/api/video/record/start", { session_id: session.session_id, duration_minutes: 90 });
      try {
        await page.goto(`/sessions/${session.session_id}`);
        await expect(page.getByRole("progressbar")).toBeVisible();
        await expect(page.getByRole("img", { name: /Live picture/ })).toBeVisible();
        await shoot("session");
      } finally {
        await post("/api/video/record/stop", { session_id: session.session_id });
      }
      await page.goto("/videos");
      await expect(page.getByRole("button", { name: /Actions for/ }).first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      await shoot("videos");
      await context.close();
    });

const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
