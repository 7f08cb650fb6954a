import { expect, test } from "vitest";
import { UpdateDevice } from "@/lib/contracts/devices";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { onDeviceOnline } from "./on-online";
import { readDevice } from "./read";
import { simulateSensor } from "./simulate";
import { updateDevice } from "./update";

let world: World;
let pi: string;
let camera: number;
eachWorld(async (made) => {
  world = made;
  pi = `pi-${world.tag}`;
  await world.db.device.create({ data: { id: pi, clubId: world.a.id, name: "Pi", tokenHash: "-" } });
  const row = { clubId: world.a.id, deviceId: pi, name: "Mat", source: "test" as const };
  camera = (await world.db.camera.create({ data: row })).id;
});

const admin = () => world.ctx(world.a.admin);
const mat = (change: object = {}) => ({ name: "mat", kind: "button", pin: 17, cameras: [camera], ...change });
const set = (...sensors: object[]) => updateDevice(admin(), pi, UpdateDevice.parse({ config: { sensors } }));
const told = () => world.devices.asked("config.set");

test("what is set reaches the device, with cameras that keep their last seconds; one that was away hears it later", async () => {
  const take = ({ version }: { version: string }) => ({ version });
  world.devices.on({ "camera.set": take, "config.set": take });
  expect(await set(mat())).toMatchObject({ sensors: [{ name: "mat", config: { debounce_ms: 50 }, report: null }] });
  expect(world.devices.sent).toEqual([]);
  world.devices.setOnline(pi, {});
  await onDeviceOnline(world.system, pi);
  expect(world.devices.asked("camera.set")).toMatchObject([{ cameras: [{ id: camera, ring: true }] }]);
  const [config] = told();
  expect(config).toMatchObject({ sensors: [{ name: "mat", pull: "up", cameras: [camera] }] });
  world.devices.setOnline(pi, { config_version: config!.version, config_source: "web" });
  await onDeviceOnline(world.system, pi);
  expect(told()).toHaveLength(1);
  await set(mat({ pin: 22 }));
  expect(told()).toHaveLength(2);
  const audited = await world.db.auditEntry.findMany({ where: { action: "device.configure", target: pi } });
  expect(audited).toHaveLength(2);
});

test("what cannot be is refused: a camera elsewhere, a pin or name twice, a device with a file", async () => {
  const stray = { code: "unprocessable", details: { reason: "sensor_camera", sensor: "mat" } };
  await expect(set(mat({ cameras: [world.a.camera.id] }))).rejects.toMatchObject(stray);
  for (const other of [{ pin: 17, name: "b" }, { pin: 18 }])
    expect(UpdateDevice.safeParse({ config: { sensors: [mat(), mat(other)] } }).success).toBe(false);
  await expect(updateDevice(world.ctx(world.staff), pi, { config: { sensors: [] } })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(updateDevice(world.ctx(world.b.admin), pi, { config: { sensors: [] } })).rejects.toMatchObject({
    code: "not_found",
  });
  world.devices.setOnline(pi, { config_source: "file", config_error: "/etc/x cannot be used" });
  await expect(set(mat())).rejects.toMatchObject({ code: "conflict", details: { reason: "config_file" } });
  expect(await readDevice(admin(), pi)).toMatchObject({ config_source: "file", config_error: "/etc/x cannot be used" });
});

test("a sensor is pressed from here only where it is simulated", async () => {
  const event_id = newId();
  world.devices.on({ "sensor.simulate": () => ({ event_id }) });
  world.devices.setOnline(pi, {});
  await expect(simulateSensor(admin(), pi, { sensor: "mat" })).rejects.toMatchObject({ code: "conflict" });
  world.devices.setOnline(pi, { gpio_driver: "simulated" });
  expect(await simulateSensor(admin(), pi, { sensor: "mat" })).toBe(event_id);
  expect((await readDevice(admin(), pi)).sensors_simulated).toBe(true);
  expect(await world.db.auditEntry.count({ where: { action: "device.simulate", target: pi } })).toBe(1);
});
