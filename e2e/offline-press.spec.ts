import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { type CuttableLink, cuttableLink } from "../lib/mqtt/cuttable-link.fixture";
import { readCredentials } from "../test/e2e-setup";
import { startHttpCounterCamera } from "./faults/media/counter-cameras";
import { judgeFilm } from "./faults/media/counter-film";
import { type Api, apiOf } from "./people";
import { enrolRealPi } from "./real-pi";
import { logInAndWatch } from "./watch-alerts";

test.use({ locale: "en-GB", timezoneId: "Europe/Paris" });
test.setTimeout(240_000);

const cleanUps: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A device with a camera and a mat, on two wires that can be cut: to the broker and to web. */
async function startPiWithMat(admin: Api, cameraUrl: string) {
  const { url, mqtt_url } = readCredentials();
  const wires = await Promise.all([mqtt_url, url].map((to) => cuttableLink(Number(new URL(to).port))));
  const [mqtt, web] = wires as [CuttableLink, CuttableLink];
  const env = { GPIO_DRIVER: "simulated", ALLOWED_HOSTS: "127.0.0.1", DISK_RESERVE: "10MB" };
  const { id, rig } = await enrolRealPi(admin, "Front door", env, { mqttPort: mqtt.port, webPort: web.port });
  cleanUps.push(...wires.map((wire) => wire.stop), () => rig.cleanUp());
  const camera = { name: "Doorstep", device_id: id, source: "ts", url: cameraUrl, audio: false, sensors: true };
  const made = await admin.make<{ camera: { id: number } }>("/api/cameras", camera);
  const sensors = [{ name: "mat", kind: "button", pin: 17, cameras: [made.camera.id] }];
  const answer = await admin.send("PATCH", `/api/devices/${id}`, { config: { sensors } });
  expect(answer.status, await answer.clone().text()).toBe(200);
  const edge = rig.start();
  const press = async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ sensor: "mat" });
    const pressed = await fetch(`http://127.0.0.1:${rig.port}/api/simulate`, { method: "POST", headers, body });
    return ((await pressed.json()) as { event_ids: [string] }).event_ids[0];
  };
  return { id, edge, wires, press, cameraId: made.camera.id };
}

const deviceOf = async (admin: Api, id: string) => (await (await admin.get(`/api/devices/${id}`)).json()).device;
const eventOf = async (admin: Api, device: string, id: string) => {
  const { events } = await (await admin.get(`/api/events?device=${device}&type=button`)).json();
  return events.find(({ event_id }: { event_id: string }) => event_id === id);
};

test("somebody steps on the mat of a device without a link: once it is back there is an alert, and a clip from five seconds before", {
  tag: "@long",
}, async ({ page }) => {
  const admin = await apiOf("club_admin");
  const epochMs = Date.now() - 1_000;
  const camera = await startHttpCounterCamera(epochMs, "ts");
  cleanUps.push(() => camera.stop());
  const pi = await startPiWithMat(admin, camera.url);
  const isReady = async () => {
    const { cameras, sensors } = await deviceOf(admin, pi.id);
    return cameras[0]?.report?.state === "live" && sensors[0]?.report?.state === "ok";
  };
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  const readyMs = Date.now();
  await expect.poll(() => Date.now() - readyMs, { timeout: 30_000 }).toBeGreaterThan(9_000);
  await logInAndWatch(page, "staff");

  for (const wire of pi.wires) wire.cut();
  const pressedMs = Date.now();
  const eventId = await pi.press();
  await expect.poll(() => pi.edge.log().includes("clip made"), { timeout: 60_000 }).toBe(true);
  expect(await eventOf(admin, pi.id, eventId)).toBeUndefined();
  for (const wire of pi.wires) wire.restore();

  const toast = page.locator("[data-alert-toast]").filter({ hasText: "Front door" });
  await expect(toast.getByText("Mat pressed")).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(async () => (await eventOf(admin, pi.id, eventId)).clips[0]?.location, { timeout: 60_000 })
    .toBe("web");
  await page.goto(`/events?device=${pi.id}&kind=sensors`);
  const line = page.getByRole("listitem").filter({ hasText: "Mat pressed" });
  await expect(line).toHaveCount(1);
  await expect(line.getByText(/arrived/)).toBeVisible();
  await line.getByRole("button", { name: /^Play the clip/ }).click();
  await expect
    .poll(() => line.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(1);

  const folder = mkdtempSync(path.join(tmpdir(), "clip-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "clip.mp4");
  const { clips } = await eventOf(admin, pi.id, eventId);
  writeFileSync(
    file,
    Buffer.from(await (await admin.get(`/api/video/files/${clips[0].file_id}/download`)).arrayBuffer()),
  );
  const film = await judgeFilm(file, epochMs);
  expect(film).toMatchObject({ broken: 0, backwards: 0, holes: [] });
  expect(pressedMs - film.firstMs).toBeGreaterThanOrEqual(5_000);
  expect(film.lastMs - pressedMs).toBeGreaterThanOrEqual(9_500);
});
