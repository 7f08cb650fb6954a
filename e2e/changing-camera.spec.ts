import { expect, type Page, test } from "@playwright/test";
import { type RtspServerOptions, startRtspServer } from "../test/fixtures/rtsp-server";
import { apiOf, logIn } from "./people";
import { videoOf } from "./the-player";

test.use({ locale: "en-GB" });
test.setTimeout(120_000);

const SMALL: RtspServerOptions = { width: 640, height: 360 };

/** What stands at a moment of the video, once it was sought there. */
const seenAt = (page: Page, seconds: number) =>
  videoOf(page).evaluate(async (video: HTMLVideoElement, at) => {
    const sought = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = at;
    await sought;
    return { width: video.videoWidth, off: Math.abs(video.currentTime - at), error: video.error?.message ?? null };
  }, seconds);

const STORY =
  "a camera goes away and comes back with another size, then another codec: one video that plays through and seeks";

test(STORY, { tag: "@long" }, async ({ page }) => {
  const club = await apiOf("club_admin");
  let camera = await startRtspServer(SMALL);
  const about = { name: "changes", source: "rtsp", url: camera.url, device_id: "hub" };
  const made = await club.make<{ camera: { id: number } }>("/api/cameras", about);
  try {
    const opened = await club.make<{ session: { session_id: string } }>("/api/video/session/create", {
      camera_id: made.camera.id,
    });
    const { session_id } = opened.session;
    const started = await club.make<{ recording: { started_at: string } }>("/api/video/record/start", { session_id });
    const since = () => (Date.now() - Date.parse(started.recording.started_at)) / 1_000;
    const recording = async () => (await (await club.get(`/api/video/record/status/${session_id}`)).json()).recording;
    const moments: number[] = [];
    const pass = async (seconds: number) => {
      const from = since();
      await expect.poll(since, { timeout: 20_000 }).toBeGreaterThan(from + seconds);
      moments.push(since() - seconds / 2);
    };
    await pass(4);
    for (const [n, change] of [{ width: 1280, height: 720 }, { codec: "h265" as const }].entries()) {
      await camera.stop();
      await expect.poll(async () => (await recording()).gaps.length, { timeout: 20_000 }).toBe(n + 1);
      camera = await startRtspServer({ ...SMALL, ...change, port: camera.port });
      await expect.poll(async () => (await recording()).gaps[n].to, { timeout: 20_000 }).not.toBeNull();
      await pass(5);
    }
    const { gaps } = await recording();
    await club.post("/api/video/record/stop", { session_id });
    const lasted = since();
    await expect.poll(async () => (await recording()).status, { timeout: 20_000 }).toBe("ready");

    await logIn(page, "club_admin");
    await page.goto(`/sessions/${session_id}`);
    await expect(videoOf(page)).toBeVisible();
    await expect
      .poll(() => videoOf(page).evaluate((video: HTMLVideoElement) => video.duration))
      .toBeGreaterThan(lasted - 1);
    const [small, large, encoded] = moments;
    expect(await seenAt(page, encoded!)).toEqual({ width: 640, off: expect.closeTo(0, 1), error: null });
    expect(await seenAt(page, large!)).toEqual({ width: 1280, off: expect.closeTo(0, 1), error: null });
    expect(await seenAt(page, small!)).toEqual({ width: 640, off: expect.closeTo(0, 1), error: null });
    // In the gap the last picture stands, and the player says so.
    const inGap = (Date.parse(gaps[0].from) + Date.parse(gaps[0].to)) / 2 - Date.parse(started.recording.started_at);
    expect(await seenAt(page, inGap / 1_000)).toEqual({ width: 640, off: expect.closeTo(0, 1), error: null });
    await expect(page.getByText("The camera was away", { exact: true })).toBeVisible();

    await seenAt(page, Math.max(0, inGap / 1_000 - 2));
    await videoOf(page).evaluate((video: HTMLVideoElement) => {
      video.muted = true;
      video.playbackRate = 4;
      return video.play();
    });
    const end = () =>
      videoOf(page).evaluate(({ ended, error, videoWidth }: HTMLVideoElement) => [ended, error, videoWidth]);
    await expect.poll(end, { timeout: 30_000 }).toEqual([true, null, 640]);
  } finally {
    await club.remove(`/api/cameras/${made.camera.id}`);
    await camera.stop();
  }
});
