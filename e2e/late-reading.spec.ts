import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";

test("what happens while a page is still reading is shown, not lost", async ({ page }) => {
  const { url, headers } = await tokenOf("club_admin");
  const post = async (route: string, body: object) => {
    const json = { ...headers, "content-type": "application/json" };
    const answer = await fetch(`${url}${route}`, { method: "POST", headers: json, body: JSON.stringify(body) });
    return (await answer.json()) as { session: { session_id: string } };
  };
  await logIn(page, "club_admin");
  const { session } = await post("/api/video/session/create", { terrain_id: 2 });
  const about = { session_id: session.session_id };
  await page.route(`**/api/video/session/${session.session_id}`, async (route) => {
    const answer = await route.fetch();
    // Long enough for a notice to arrive before the answer that is older than it.
    await delay(1_500);
    await route.fulfill({ response: answer });
  });
  try {
    const read = page.waitForRequest(`**/api/video/session/${session.session_id}`);
    await page.goto(`/sessions/${session.session_id}`);
    await read;
    await post("/api/video/record/start", { ...about, duration_minutes: 5 });
    await expect(page.getByRole("progressbar")).toBeVisible();
  } finally {
    await post("/api/video/session/close", about);
  }
});
