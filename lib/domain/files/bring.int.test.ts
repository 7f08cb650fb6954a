import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { GET } from "@/app/api/video/files/[id]/download/route";
import { GET as thumbnail } from "@/app/api/video/files/[id]/thumbnail.jpg/route";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { bearerOf, call, serveWorld } from "@/test/served-world";
import { applyReports } from "../recordings/apply-reports";

let world: World;
let pi: string;
let headers: Record<string, string>;
eachWorld(async (made) => {
  world = made;
  serveWorld(world);
  pi = `pi-${world.tag}`;
  await world.db.device.create({ data: { id: pi, name: "Pi", tokenHash: pi, clubId: world.a.id, storageId: newId() } });
  world.devices.setOnline(pi);
  world.devices.on({ "file.upload": () => ({}) });
  headers = await bearerOf(world, world.a.admin);
});

async function clip(change: object = {}): Promise<string> {
  const id = newId();
  const where = { path: `clips/${world.a.id}/${id}.mp4`, filename: `${id}.mp4`, deviceId: pi, storageId: newId() };
  const facts = { bytes: 1_000, durationSeconds: 15, sha256: "ab".repeat(32), hasPoster: true };
  const row = { id, clubId: world.a.id, kind: "clip", location: "device", createdAt: world.clock.now() } as const;
  await world.db.mediaFile.create({ data: { ...row, ...where, ...facts, ...change } });
  return id;
}
function write(relative: string, bytes: string): string {
  const file = path.join(world.mediaDir, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}
const open = (id: string, method = "GET") => call(GET, { headers, params: { id }, method });
const row = (id: string) => world.db.mediaFile.findUniqueOrThrow({ where: { id } });

test("a file on its device is asked for, and each look says how far it is", async () => {
  const id = await clip();
  const first = await open(id);
  expect(first).toMatchObject({ status: 202, body: { success: true, status: "fetching", progress: 0 } });
  expect(first.headers.get("retry-after")).toBe("1");
  expect(world.devices.asked("file.upload")).toEqual([
    { file_id: id, path: `clips/${world.a.id}/${id}.mp4`, sha256: "ab".repeat(32), purpose: "clip" },
  ]);
  const growing = write(`.uploads/${id}`, "x".repeat(400));
  const soon = new Date(Date.now() + 60_000);
  utimesSync(growing, soon, soon);
  expect((await open(id)).body).toMatchObject({ progress: 0.4 });
  expect((await open(id, "HEAD")).status).toBe(202);
  expect(world.devices.asked("file.upload")).toHaveLength(1);
  // Nothing came for a while: it is asked for again.
  const past = new Date(Date.now() - 60_000);
  utimesSync(growing, past, past);
  expect((await open(id)).body).toMatchObject({ progress: 0.4 });
  expect(world.devices.asked("file.upload")).toHaveLength(2);
});

test("a device that is away, has no way to send it, or has it no more", async () => {
  const id = await clip();
  world.devices.on({ "file.upload": ScriptedDevices.refusing("unavailable") });
  expect(await open(id)).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
  world.devices.setOffline(pi);
  const away = await open(id);
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
  world.devices.setOnline(pi);
  world.devices.on({ "file.upload": ScriptedDevices.refusing("not_found") });
  expect((await open(id)).status).toBe(404);
  expect((await open(await clip({ location: "missing" }))).status).toBe(404);
});

test("nobody else has it brought", async () => {
  const id = await clip();
  for (const actor of [world.b.admin, world.a.player]) {
    const answer = await call(GET, { headers: await bearerOf(world, actor), params: { id } });
    expect(answer.status).toBe(actor === world.b.admin ? 404 : 403);
  }
  expect(world.devices.sent).toEqual([]);
});

test("its poster is shown as soon as that is here, also from the trash", async () => {
  const id = await clip();
  const poster = () => call(thumbnail, { headers, params: { id } });
  expect((await poster()).status).toBe(503);
  write(`clips/${world.a.id}/${id}.jpg`, "picture");
  expect((await poster()).status).toBe(200);
  await world.db.mediaFile.update({ where: { id }, data: { trashedAt: world.clock.now(), location: "trash" } });
  expect((await poster()).status).toBe(200);
});

test("what was brought here stays, whatever becomes of the device's copy", async () => {
  const [here, there] = [await clip({ location: "web", storageId: world.storageId }), await clip()];
  const lost = (file_id: string) =>
    reported(
      pi,
      { type: "file", data: { file_id, state: "lost", location: "device", sha256: null } },
      world.clock.now(),
    );
  await applyReports(world.system, pi, [lost(here), lost(there)]);
  expect([(await row(here)).location, (await row(there)).location]).toEqual(["web", "missing"]);
});
