import { describe, expect, test, vi } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import type { Ctx } from "../context";
import { startRecording } from "../recordings/start";
import { stopRecording } from "../recordings/stop";
import { createSession } from "../sessions/create";
import { createCamera } from "./create";
import { deleteCamera } from "./delete";
import { getCamera } from "./get";
import { listCameras } from "./list";
import { testCamera } from "./test-camera";
import { updateCamera } from "./update";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const URL = "rtsp://me:s3cret@192.168.1.20:8554/live?x=1";
const rtsp = (change = {}) => ({
  ...{ name: "North", court_id: null, device_id: world.hub, source: "rtsp" as const, url: URL },
  ...{ audio: false, sensors: false, ...change },
});

describe("adding", () => {
  test("keeps the URL sealed, shows where it points, and gives it to the device alone", async () => {
    const camera = await createCamera(world.ctx(world.a.admin), rtsp({ court_id: world.a.court.id }));
    expect(camera).toMatchObject({ club_id: world.a.id, court_id: world.a.court.id, url: "rtsp://192.168.1.20:8554" });
    const row = await world.db.camera.findUniqueOrThrow({ where: { id: camera.id } });
    expect(JSON.stringify(row)).not.toContain("s3cret");
    const [set] = world.devices.asked("camera.set");
    expect(set?.cameras.find((one) => one.id === camera.id)).toMatchObject({ url: URL, club_id: world.a.id });
    expect(set?.version).not.toContain("s3cret");
    expect(await world.db.auditEntry.count({ where: { action: "camera.create", target: String(camera.id) } })).toBe(1);
  });

  test("works while the device is offline", async () => {
    world.devices.setOffline(world.hub);
    expect((await createCamera(world.ctx(world.a.admin), rtsp())).name).toBe("North");
    expect(world.devices.asked("camera.set")).toEqual([]);
  });

  test("is for one's own club: another's club, court or device is not found", async () => {
    const admin = world.ctx(world.a.admin);
    const pi = await world.db.device.create({
      data: { id: `pi-${world.tag}`, clubId: world.b.id, name: "Pi", tokenHash: "-" },
    });
    for (const change of [
      { club_id: world.b.id },
      { court_id: world.b.court.id },
      { device_id: pi.id },
      { device_id: "nobody" },
    ])
      await expect(createCamera(admin, rtsp(change))).rejects.toMatchObject({ code: "not_found" });
    for (const actor of [world.staff, world.a.player])
      await expect(createCamera(world.ctx(actor), rtsp())).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a super admin says which club, by its id or its court's", async () => {
    const boss = world.ctx(world.superAdmin);
    await expect(createCamera(boss, rtsp())).rejects.toMatchObject({ code: "unprocessable" });
    expect((await createCamera(boss, rtsp({ club_id: world.b.id }))).club_id).toBe(world.b.id);
    expect((await createCamera(boss, rtsp({ court_id: world.b.court.id }))).club_id).toBe(world.b.id);
    const mixed = createCamera(boss, rtsp({ club_id: world.a.id, court_id: world.b.court.id }));
    await expect(mixed).rejects.toMatchObject({ code: "not_found" });
    await expect(createCamera(boss, rtsp({ club_id: 2_000_000_000 }))).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["rtsp", "file:///etc/passwd"],
    ["rtsp", "rtsp://127.0.0.1/x"],
    ["mjpeg", "http://169.254.169.254/latest"],
    ["mjpeg", "rtsp://192.168.1.2/x"],
    ["rtsp", undefined],
  ] as const)("refuses %s from %s", async (source, url) => {
    await expect(createCamera(world.ctx(world.a.admin), rtsp({ source, url }))).rejects.toMatchObject({
      code: "unprocessable",
    });
    const tried = testCamera(world.ctx(world.a.admin), { source, url, device_id: world.hub });
    await expect(tried).rejects.toMatchObject({ code: "unprocessable" });
  });

  test("test patterns and files are for operators who allow them", async () => {
    const input = rtsp({ source: "test", url: undefined });
    const strict = world.ctx(world.a.admin, { allowTestSources: false });
    await expect(createCamera(strict, input)).rejects.toMatchObject({ code: "unprocessable" });
    expect((await createCamera(world.ctx(world.a.admin), input)).url).toBeNull();
  });
});

describe("changing", () => {
  test("takes what is given and leaves the rest, the URL too", async () => {
    const { id } = await createCamera(world.ctx(world.a.admin), rtsp());
    world.devices.sent.length = 0;
    const changed = await updateCamera(world.ctx(world.a.admin), id, { name: "South", court_id: world.a.court.id });
    expect(changed).toMatchObject({ name: "South", court_id: world.a.court.id, url: "rtsp://192.168.1.20:8554" });
    expect(world.devices.asked("camera.set")[0]?.cameras.find((one) => one.id === id)).toMatchObject({
      name: "South",
      url: URL,
    });
    await expect(updateCamera(world.ctx(world.a.admin), id, { source: "mjpeg" })).rejects.toMatchObject({
      code: "unprocessable",
    });
    const other = await updateCamera(world.ctx(world.a.admin), id, { source: "mjpeg", url: "http://cam.example/x" });
    expect(other).toMatchObject({ source: "mjpeg", url: "http://cam.example" });
  });

  test("waits for the end of a recording, except for names", async () => {
    const { a, ctx } = world;
    const { session_id } = await createSession(ctx(a.admin), { camera_id: a.camera.id });
    await startRecording(ctx(a.admin), { session_id });
    await expect(updateCamera(ctx(a.admin), a.camera.id, { audio: true })).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteCamera(ctx(a.admin), a.camera.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await updateCamera(ctx(a.admin), a.camera.id, { name: "Renamed" })).toMatchObject({ name: "Renamed" });
    await stopRecording(ctx(a.admin), { session_id });
    expect(await updateCamera(ctx(a.admin), a.camera.id, { audio: true })).toMatchObject({ audio: true });
  });

  test("moving to another device waits for open sessions and tells both", async () => {
    const { a, ctx, devices } = world;
    const pi = `pi-${world.tag}`;
    await world.db.device.create({ data: { id: pi, clubId: a.id, name: "Pi", tokenHash: "-" } });
    devices.setOnline(pi);
    const { session_id } = await createSession(ctx(a.admin), { camera_id: a.camera.id });
    await expect(updateCamera(ctx(a.admin), a.camera.id, { device_id: pi })).rejects.toMatchObject({
      code: "conflict",
    });
    await world.db.session.update({ where: { id: session_id }, data: { status: "closed" } });
    devices.sent.length = 0;
    expect(await updateCamera(ctx(a.admin), a.camera.id, { device_id: pi })).toMatchObject({ device_id: pi });
    const told = devices.sent.filter((sent) => sent.name === "camera.set").map((sent) => sent.deviceId);
    expect(told).toEqual([world.hub, pi]);
  });
});

test("where it is published to is sealed like its URL, shown redacted, given to the device, and ended by null", async () => {
  const publish_url = "rtsp://pub:s3cret@192.168.1.5:8554/court?key=hidden";
  const admin = world.ctx(world.a.admin);
  const camera = await createCamera(admin, rtsp({ publish_url }));
  expect(camera.publish_url).toBe("rtsp://192.168.1.5:8554");
  const row = () => world.db.camera.findUniqueOrThrow({ where: { id: camera.id } });
  expect(JSON.stringify(await row())).not.toMatch(/s3cret|hidden/);
  const told = () =>
    world.devices
      .asked("camera.set")
      .at(-1)
      ?.cameras.find(({ id }) => id === camera.id)?.publish_url;
  expect(told()).toBe(publish_url);
  expect(await updateCamera(admin, camera.id, { name: "South" })).toMatchObject({ publish_url: camera.publish_url });
  const elsewhere = await updateCamera(admin, camera.id, { publish_url: "rtsps://media.example/x" });
  expect([elsewhere.publish_url, told()]).toEqual(["rtsps://media.example", "rtsps://media.example/x"]);
  expect(await updateCamera(admin, camera.id, { publish_url: null })).toMatchObject({ publish_url: null });
  expect([told(), (await row()).publishSealed]).toEqual([null, null]);
  for (const refused of ["http://media.example/x", "rtsp://127.0.0.1/x", "rtsp://169.254.169.254/x", "nonsense"]) {
    const refusal = { code: "unprocessable" };
    await expect(createCamera(admin, rtsp({ publish_url: refused }))).rejects.toMatchObject(refusal);
    await expect(updateCamera(admin, camera.id, { publish_url: refused })).rejects.toMatchObject(refusal);
  }
});

describe("removing", () => {
  test("closes its sessions, tells the device, and nobody finds it again", async () => {
    const { a, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.admin), { camera_id: a.camera.id });
    devices.sent.length = 0;
    await deleteCamera(ctx(a.admin), a.camera.id);
    expect(await world.db.session.findUnique({ where: { id: session_id } })).toMatchObject({ status: "closed" });
    await vi.waitFor(() => expect(devices.asked("session.close")).toEqual([{ session_id }]));
    expect(devices.asked("camera.set")[0]?.cameras.some((one) => one.id === a.camera.id)).toBe(false);
    await expect(getCamera(ctx(a.admin), a.camera.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(createSession(ctx(a.admin), { camera_id: a.camera.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("and starting a recording at once: one of the two wins", async () => {
    const { a, ctx } = world;
    for (let i = 0; i < 10; i++) {
      const camera = await createCamera(ctx(a.admin), rtsp());
      const { session_id } = await createSession(ctx(a.admin), { camera_id: camera.id });
      const [started, deleted] = await Promise.allSettled([
        startRecording(ctx(a.admin), { session_id }),
        deleteCamera(ctx(a.admin), camera.id),
      ]);
      const refused = [started, deleted].filter((one) => one.status === "rejected");
      expect(refused).toMatchObject([{ reason: { code: "conflict" } }]);
    }
  });
});

test("lists are of one's club, by page, and another club's camera is not found", async () => {
  const { a, b, ctx, superAdmin, staff } = world;
  for (let i = 0; i < 3; i++) await createCamera(ctx(a.admin), rtsp({ name: `Camera ${i}` }));
  const first = await listCameras(ctx(staff), { limit: 3 });
  const rest = await listCameras(ctx(staff), { limit: 3, cursor: first.next_cursor! });
  expect([...first.cameras, ...rest.cameras].every((camera) => camera.club_id === a.id)).toBe(true);
  expect([first.cameras.length, rest.cameras.length, rest.next_cursor]).toEqual([3, 1, null]);
  expect((await listCameras(ctx(superAdmin), { limit: 200, club_id: b.id })).cameras).toHaveLength(1);
  const verbs = [getCamera, deleteCamera, (by: Ctx, id: number) => updateCamera(by, id, { name: "x" })];
  for (const verb of verbs) await expect(verb(ctx(b.admin), a.camera.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(listCameras(ctx(b.admin), { limit: 3, club_id: a.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(listCameras(ctx(a.player), { limit: 3 })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listCameras(ctx(staff), { limit: 3, cursor: "; DROP" })).rejects.toMatchObject({
    code: "unprocessable",
  });
});

test("a test answers what the device found, and why not", async () => {
  const { a, ctx, devices, hub } = world;
  const found = { ok: true, message: "H.264, 1280 × 720", codec: "h264", width: 1280, height: 720, fps: 25 };
  devices.on({ "camera.test": () => found });
  const input = { source: "rtsp" as const, url: URL, device_id: hub };
  expect(await testCamera(ctx(a.admin), input)).toEqual(found);
  devices.on({ "camera.test": ScriptedDevices.refusing("camera_unreachable") });
  expect(await testCamera(ctx(a.admin), input)).toMatchObject({ ok: false });
  devices.setOffline(hub);
  await expect(testCamera(ctx(a.admin), input)).rejects.toMatchObject({ code: "unavailable" });
  await expect(testCamera(ctx(world.staff), input)).rejects.toMatchObject({ code: "forbidden" });
});

test("a name that leads to this machine is refused before any device hears of it; one nobody knows is the device's to judge", async () => {
  const { a, devices, hub } = world;
  const leadsTo = (...addresses: string[]) => ({
    ...world.ctx(a.admin),
    lookUp: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  });
  const input = { source: "rtsp" as const, url: "rtsp://camera.example/x", device_id: hub };
  for (const address of ["127.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0"]) {
    const ctx = leadsTo("10.0.0.9", address);
    const refusal = { code: "unprocessable", details: { cause: "forbidden_address" } };
    await expect(testCamera(ctx, input)).rejects.toMatchObject(refusal);
    await expect(createCamera(ctx, rtsp({ url: input.url }))).rejects.toMatchObject(refusal);
    await expect(updateCamera(ctx, a.camera.id, { source: "rtsp", url: input.url })).rejects.toMatchObject(refusal);
  }
  expect(devices.sent).toEqual([]);
  expect((await createCamera(leadsTo("10.0.0.9"), rtsp({ url: input.url }))).url).toBe("rtsp://camera.example");
  const allowed = {
    ...leadsTo("127.0.0.1"),
    settings: { ...world.ctx(a.admin).settings, allowedHosts: ["127.0.0.1:554"] },
  };
  await createCamera(allowed, rtsp({ url: input.url }));
  await createCamera(world.ctx(a.admin), rtsp({ url: "rtsp://known-to-nobody.lan/x" }));
});
