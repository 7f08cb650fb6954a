import { expect, type Page, test } from "@playwright/test";
import { logIn, tokenOf } from "./people";
import { playerOf, videoOf } from "./the-player";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(90_000);

type File = { id: string; duration_seconds: number; bytes: number };

async function listFiles(): Promise<File[]> {
  const { url, headers } = await tokenOf("club_admin");
  const answer = await fetch(`${url}/api/video/files/list`, { headers });
  return ((await answer.json()) as { files: File[] }).files;
}

const state = (page: Page) =>
  videoOf(page).evaluate((video: HTMLVideoElement) => ({
    time: video.currentTime,
    isPaused: video.paused,
    rate: video.playbackRate,
    isMuted: video.muted,
  }));
const timeOf = async (page: Page) => (await state(page)).time;

test("a video is watched with the keyboard alone from the moment its link names, then saved with its progress", async ({
  page,
}) => {
  // The system's own window cannot be answered by a story: a file in memory takes its place.
  await page.addInitScript(() => {
    const chunks: number[] = [];
    Object.assign(window, {
      saved: chunks,
      showSaveFilePicker: async () => ({
        createWritable: async () =>
          new WritableStream({ write: (chunk: Uint8Array) => void chunks.push(chunk.length) }),
      }),
    });
  });
  await logIn(page, "staff");
  const file = (await listFiles()).find(({ duration_seconds }) => duration_seconds >= 45)!;
  await page.goto(`/videos/${file.id}?t=12`);
  const player = playerOf(page);
  await expect(player).toBeFocused();
  await expect.poll(() => timeOf(page)).toBeCloseTo(12, 0);

  const press = async (key: string, expected: number) => {
    await page.keyboard.press(key);
    await expect.poll(() => timeOf(page), key).toBeCloseTo(expected, 1);
  };
  await press("l", 22);
  await press("ArrowLeft", 17);
  await press("j", 7);
  await press(".", 7 + 1 / 25);
  await press(",", 7);
  await press("0", 0);
  await press("5", file.duration_seconds / 2);
  for (const [key, rate] of [
    [">", 1.25],
    [">", 1.5],
    ["<", 1.25],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(async () => (await state(page)).rate).toBe(rate);
  }
  await page.keyboard.press("m");
  await expect.poll(async () => (await state(page)).isMuted).toBe(true);
  await page.keyboard.press("k");
  await expect.poll(async () => (await state(page)).isPaused).toBe(false);
  await page.keyboard.press(" ");
  await expect.poll(async () => (await state(page)).isPaused).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe("SECTION");
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await expect(player).toBeFocused();
  // Its bar and every button are reached by Tab, in their order.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("slider", { name: "Position" })).toBeFocused();
  await press("ArrowRight", file.duration_seconds / 2 + 5 + ((await timeOf(page)) - file.duration_seconds / 2));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await state(page)).isPaused).toBe(false);

  await page.getByRole("link", { name: "Download" }).click();
  await expect(page.getByText("The video is saved")).toBeVisible();
  const saved = await page.evaluate(() => (window as unknown as { saved: number[] }).saved.reduce((a, b) => a + b, 0));
  expect(saved).toBe(file.bytes);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Download" }).click();
  expect((await downloading).suggestedFilename()).toContain(".mp4");
});
