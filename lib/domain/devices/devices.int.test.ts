import { expect, test } from "vitest";
import type { CameraReport } from "@/lib/contracts/cameras";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { onDeviceOnline } from "./on-online";
import { saveStatus } from "./save-status";
import { syncCameras } from "./sync-cameras";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const row = () => world.db.device.findUniqueOrThrow({ where: { id: world.hub } });
const told = () => world.notices.filter((notice) => notice.kind === "device").length;
const camera = (state: CameraReport["state"], frameAgeMs: number): CameraReport => ({
  ...{ id: 1, state, frame_age_ms: frameAgeMs, codec: null, width: null, height: null, fps: null, bitrate: null },
  ...{ reconnects: 0, consumers: 0, error: null, recording_session_id: null },
});
/** A status that arrives now. */
const says = (status: Parameters<typeof world.devices.setOnline>[1]) =>
  saveStatus(world.system, world.hub, { ...world.devices.setOnline(world.hub, status), lastSeenAt: world.clock.now() });

test("a device that comes online is saved and told; the same again is neither", async () => {
  expect(await says({ version: "1", storage_id: "s1", cameras: [camera("live", 10)] })).toEqual({
    cameOnline: true,
    wentOffline: false,
  });
  expect(await row()).toMatchObject({ isOnline: true, storageId: "s1", status: { version: "1" } });
  const seen = (await row()).lastSeenAt;
  world.clock.advance(10_000);
  expect(await says({ version: "1", storage_id: "s1", cameras: [camera("live", 20)] })).toMatchObject({
    cameOnline: false,
  });
  expect((await row()).lastSeenAt).toEqual(seen);
  expect(told()).toBe(1);
});

test("nothing new is still written every half a minute, quietly", async () => {
  await says({ version: "1" });
  world.clock.advance(31_000);
  await says({ version: "1" });
  expect((await row()).lastSeenAt).toEqual(world.clock.now());
  expect(told()).toBe(1);
});

test("a new version is written quietly, a camera's state is told", async () => {
  await says({ version: "1", cameras: [camera("live", 1)] });
  await says({ version: "2", cameras: [camera("live", 1)] });
  expect([(await row()).status, told()]).toMatchObject([{ version: "2" }, 1]);
  await says({ version: "2", cameras: [camera("stale", 9_000)] });
  expect(told()).toBe(2);
});

test("an offline device keeps its last word", async () => {
  await says({ version: "7", storage_id: "s7", cameras: [camera("live", 1)] });
  world.devices.setOffline(world.hub);
  const saved = await saveStatus(world.system, world.hub, world.devices.presence(world.hub));
  expect(saved).toEqual({ cameOnline: false, wentOffline: true });
  expect(await row()).toMatchObject({ isOnline: false, storageId: "s7", status: { version: "7", status: "online" } });
  expect(told()).toBe(2);
});

test("a device nobody enrolled changes nothing", async () => {
  const stranger = { ...world.devices.setOnline("stranger") };
  expect(await saveStatus(world.system, "stranger", stranger)).toEqual({ cameOnline: false, wentOffline: false });
});

test("a device gets the cameras it serves when it holds another set, and not when it holds this one", async () => {
  const { a, b, devices, hub, system } = world;
  await onDeviceOnline(system, hub);
  const [set] = devices.asked("camera.set");
  expect(set?.cameras.map((one) => one.id)).toEqual([a.camera.id, b.camera.id]);
  devices.setOnline(hub, { cameras_version: set!.version });
  await onDeviceOnline(system, hub);
  expect(devices.asked("camera.set")).toHaveLength(1);
  await world.db.camera.update({ where: { id: a.camera.id }, data: { name: "Renamed" } });
  expect(await syncCameras(system, hub)).toBe(true);
  expect(devices.asked("camera.set")).toHaveLength(2);
});

test("a camera whose address cannot be opened does not keep the others from the device", async () => {
  const { a, b, devices, hub, system } = world;
  await world.db.camera.update({ where: { id: a.camera.id }, data: { urlSealed: "v1.gone.xxxx" } });
  await syncCameras(system, hub);
  expect(devices.asked("camera.set")[0]?.cameras.map((one) => [one.id, one.url])).toEqual([
    [a.camera.id, null],
    [b.camera.id, null],
  ]);
});
