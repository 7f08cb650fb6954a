import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DeviceConfig } from "@/lib/contracts/device-config";
import type { EmbeddedBroker } from "@/lib/mqtt/embedded-broker";
import { DEVICE, type EdgeProcess, type EdgeRig, edgeRig } from "./edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "./fake-web.fixture";

const SENSORS = [{ name: "mat", kind: "button", pin: 17 }] as DeviceConfig["sensors"];

let [broker, web, rig] = [{} as EmbeddedBroker, {} as FakeWeb, {} as EdgeRig];
let edge: EdgeProcess;

beforeEach(async () => {
  broker = await startBroker();
  web = await startFakeWeb(broker.port);
  rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { GPIO_DRIVER: "simulated" });
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
