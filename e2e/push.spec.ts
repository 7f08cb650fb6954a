import { expect, test } from "@playwright/test";
import { logIn } from "./people";

test.use({ locale: "en-GB", permissions: ["notifications"] });

test("the worker shows a pushed alert once, and its end in its place", async ({ page, baseURL }) => {
  await logIn(page, "club_admin");
  await page.goto("/alerts/settings");
  await expect(page.getByRole("switch", { name: "Also while Vigie is closed" })).toBeEnabled();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const browser = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await browser.send("ServiceWorker.enable");
  const registrationId = await registered;
  const push = (news: string) =>
    browser.send("ServiceWorker.deliverPushMessage", {
      ...{ origin: new URL(baseURL ?? page.url()).origin, registrationId },
      data: JSON.stringify({
        ...{ id: "1", news, kind: "button.pressed", place: "Court 1 · Camera 1" },
        ...{ occurred_at: "2026-03-01T18:00:00.000Z", locale: "en", time_zone: "Europe/Paris" },
      }),
    });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, tag }) => [title, body, tag]);
    });
  await push("raised");
  await push("raised");
  await expect.poll(shown).toEqual([["Mat pressed", "Court 1 · Camera 1 · 7:00 PM", "vigie-1"]]);
  await push("recovered");
  await expect.poll(shown).toEqual([["Over: Mat pressed", "Court 1 · Camera 1 · 7:00 PM", "vigie-1"]]);
});
