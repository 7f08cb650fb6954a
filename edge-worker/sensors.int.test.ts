import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startHttpCounterCamera } from "@/e2e/faults/media/counter-cameras";
import { judgeFilm } from "@/e2e/faults/media/counter-film";
import type { DeviceConfig } from "@/lib/contracts/device-config";
import type { ClipReport } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { readJpegSize } from "@/lib/media/jpeg";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { DEVICE, type EdgeProcess, type EdgeRig, edgeRig } from "./edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "./fake-web.fixture";

const SENSORS = [{ name: "mat", kind: "button", pin: 17 }] as DeviceConfig["sensors"];

let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let edge: EdgeProcess;

beforeEach(async () => {
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { GPIO_DRIVER: "simulated", ALLOWED_HOSTS: "*" });
});
afterEach(async () => {
  await rig.cleanUp();
  await web.stop();
  await broker.stop();
});

async function start(env: Record<string, string> = {}): Promise<void> {
  edge = rig.start([], env);
  await expect.poll(() => web.isOnline() || edge.log(), { timeout: 15_000 }).toBe(true);
}

const press = async (body: { sensor: string; count?: number }) => {
  const [method, headers] = ["POST", { "content-type": "application/json" }];
  const answer = await fetch(`http://127.0.0.1:${rig.port}/api/simulate`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { success: boolean; event_ids?: string[]; error?: { code: string } };
};
const ids = () => web.events().map(({ event_id }) => event_id);

const SOON = { timeout: 15_000 };

test("every press is an event once, also over a kill; who configured the sensors is said", async () => {
  await start();
  expect(await press({ sensor: "mat" })).toMatchObject({ success: false, error: { code: "not_found" } });
  await web.link.command(DEVICE, "config.set", { version: "7", sensors: SENSORS });
  const { event_ids: first } = await press({ sensor: "mat", count: 3 });
  await expect.poll(() => ids().sort(), SOON).toEqual(first?.toSorted());
  expect(web.events()[0]).toMatchObject({
    type: "button.pressed",
    device_id: DEVICE,
    data: { sensor: "mat", pin: 17 },
  });
  const status = () => web.link.presence(DEVICE).status;
  await expect
    .poll(status, SOON)
    .toMatchObject({ config_version: "7", config_source: "web", gpio_driver: "simulated", sensors: [{ state: "ok" }] });

  const { event_ids: last } = await press({ sensor: "mat", count: 20 });
  edge.child.kill("SIGKILL");
  await edge.exited;
  const file = path.join(rig.dir, "sensors.json");
  writeFileSync(file, JSON.stringify({ sensors: [{ ...SENSORS[0], name: "door" }] }));
  await start({ EDGE_CONFIG_FILE: file });
  await expect.poll(() => ids().sort(), SOON).toEqual([...first!, ...last!].sort());
  await expect
    .poll(status, SOON)
    .toMatchObject({ config_source: "file", config_error: null, sensors: [{ name: "door" }] });
  await expect(web.link.command(DEVICE, "config.set", { version: "8", sensors: [] })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await press({ sensor: "door" })).toMatchObject({ success: true });
});

test("a press gives one picture at once and one clip that begins five seconds before it; one without a link arrives later, said to be", async () => {
  const epochMs = Date.now() - 1_000;
  const camera = await startHttpCounterCamera(epochMs, "ts");
  await start();
  const config = {
    id: 1,
    club_id: 1,
    name: "Door",
    source: "ts",
    url: camera.url,
    audio: false,
    sensors: true,
  } as const;
  await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [{ ...config, ring: true }] });
  const sensors = [{ ...SENSORS[0]!, cameras: [1] }];
  await web.link.command(DEVICE, "config.set", { version: "1", sensors });
  const take = () => ({ clip_id: newId(), camera_id: 1, club_id: 1, before_s: 7, after_s: 0 });
  const kept = () =>
    web.link.command(DEVICE, "clip.take", take()).then(
      ({ file }) => file.duration_seconds,
      () => 0,
    );
  await expect.poll(kept, { timeout: 40_000, interval: 1_000 }).toBeGreaterThanOrEqual(6);

  const pressedMs = Date.now();
  const { event_ids: [first = ""] = [] } = await press({ sensor: "mat" });
  await expect
    .poll(() => web.picture(first) && readJpegSize(web.picture(first)!), SOON)
    .toEqual({ width: 480, height: 272 });
  const { port } = broker;
  await expect.poll(ids, SOON).toContain(first);
  await broker.stop();
  const { event_ids: [second = ""] = [] } = await press({ sensor: "mat" });
  const secondMs = Date.now();
  await expect.poll(() => edge.log().includes("clip made"), { timeout: 40_000 }).toBe(true);
  await expect.poll(() => Date.now() - secondMs, SOON).toBeGreaterThan(10_500);
  broker = await startBroker(port);

  const event = (id: string) => web.events().find(({ event_id }) => event_id === id);
  await expect.poll(() => event(second)?.historical, { timeout: 20_000 }).toBe(true);
  expect(event(first)).toMatchObject({ historical: false, camera_id: 1, data: { sensor: "mat" } });
  expect(event(second)?.data.merged_into).toBe(first);
  const clips = (): ClipReport[] =>
    web.inOrder().flatMap((report) => (report.type === "clip" && report.data.event_id ? [report.data] : []));
  await expect.poll(() => clips().map(({ event_id }) => event_id), { timeout: 20_000 }).toEqual([first]);
  const [{ file }] = clips() as [ClipReport];
  expect(event(first)?.data.clips).toEqual([{ camera: 1, file_id: file.id }]);
  const told = web.events().filter(({ type }) => type.startsWith("video."));
  expect(told).toMatchObject([{ type: "video.captured", camera_id: 1, data: { trigger: first, file_id: file.id } }]);
  const film = await judgeFilm(path.join(rig.mediaDir, file.path), epochMs);
  expect(film).toMatchObject({ broken: 0, backwards: 0, holes: [] });
  expect(pressedMs - film.firstMs).toBeGreaterThanOrEqual(5_000);
  expect(film.lastMs - pressedMs).toBeGreaterThanOrEqual(9_500);
  await camera.stop();
}, 120_000);
