import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, test } from "@playwright/test";
import { expectSound, waitUntilCalm, watchPage } from "./page-watch";
import { PAGES, type Subjects } from "./pages";
import { logIn, type Person, tokenOf } from "./people";
import { planWeek } from "./plan-week";

/** Alone, after a build, `SCREENSHOTS=docs/screenshots npx playwright test every-page` renews the documentation's pictures. */
const FOLDER = path.resolve(process.env.SCREENSHOTS ?? ".tmp/screenshots");
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Each theme in one of the languages: every text is looked at, in half the pictures. */
const LOOKS = { light: "en", dark: "fr" } as const;
test.describe.configure({ timeout: 240_000 });

let subjects: Subjects;
let close: () => Promise<unknown>;

test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  const { url, headers } = await tokenOf("club_admin");
  const ask = async (route: string, body?: object, method = body ? "POST" : "GET") => {
    const json = { ...headers, "content-type": "application/json" };
    const options = body ? { method, headers: json, body: JSON.stringify(body) } : { method, headers };
    return (await fetch(`${url}${route}`, options)).json();
  };
  const { session } = await ask("/api/video/session/create", { terrain_id: 1 });
  await ask("/api/video/record/start", { session_id: session.session_id, duration_minutes: 90 });
  const { files } = await ask("/api/video/files/list?kind=recording");
  const [video, trashed] = [files[0].id, files.at(-1).id];
  await ask(`/api/clubs/${files[0].club_id}`, { sharing_allowed: true }, "PATCH");
  const { url: link } = await ask(`/api/video/files/${video}/shares`, {});
  await ask(`/api/video/files/${trashed}/delete`, undefined, "DELETE");
  const week = await planWeek((plan) => ask("/api/schedule", plan));
  const invited = { name: "Zoé Martin", email: `zoe.${Date.now()}@demo.vigie`, role: "STAFF" };
  const { invite_url } = await ask("/api/users", invited);
  const links = { share: link.split("/s/")[1], invitation: invite_url.split("/welcome/")[1] };
  subjects = { session: session.session_id, video, week, ...links };
  close = async () => {
    await ask(`/api/video/files/${trashed}/restore`, {});
    await ask(`/api/clubs/${files[0].club_id}`, { sharing_allowed: false }, "PATCH");
    await ask("/api/video/session/close", { session_id: session.session_id });
  };
});
test.afterAll(() => close());

for (const [size, viewport] of Object.entries(SIZES))
  for (const [scheme, locale] of Object.entries(LOOKS) as [keyof typeof LOOKS, "en" | "fr"][])
    test(`every page at ${size} size, ${scheme}: whole, calm and open to everybody`, { tag: "@long" }, async ({
      browser,
    }) => {
      for (const person of new Set(PAGES.map((page) => page.person)))
        await see(browser, person, { size, viewport, scheme, locale });
    });

type Look = {
  size: string;
  viewport: { width: number; height: number };
  scheme: "light" | "dark";
  locale: "en" | "fr";
};

async function see(browser: Browser, person: Person | null, look: Look): Promise<void> {
  const { size, viewport, scheme, locale } = look;
  const context = await browser.newContext({ viewport, colorScheme: scheme, locale, timezoneId: "Europe/Paris" });
  const page = await context.newPage();
  await watchPage(page);
  if (person) await logIn(page, person, locale);
  for (const { name, path: address, pictures = 0 } of PAGES.filter((each) => each.person === person)) {
    await page.goto(typeof address === "string" ? address : address(subjects));
    await waitUntilCalm(page, pictures);
    await expectSound(page, `${name}, ${size}, ${scheme}, ${locale}`);
    await page.screenshot({ path: path.join(FOLDER, `${name}-${size}-${scheme}.jpg`), type: "jpeg", quality: 78 });
  }
  await context.close();
}
