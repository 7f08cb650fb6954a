import { expect, test } from "vitest";
import type { ClipReport } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { clipReport, obedient, reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { updateClub } from "../clubs/update";
import { listFiles } from "../files/list";
import { applyReports } from "../recordings/apply-reports";
import { closeSession } from "../sessions/close";
import { createSession } from "../sessions/create";
import { getSession } from "../sessions/get";
import { saveReplay } from "./save-replay";

let world: World;
let session_id: string;
eachWorld(async (made) => {
  world = made;
  obedient(world.devices, world.clock);
  await allow(true);
  session_id = (await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id })).session_id;
});

const allow = (replays_enabled: boolean) => updateClub(world.ctx(world.a.admin), world.a.id, { replays_enabled });
const save = (actor = world.a.player, seconds = 30) => saveReplay(world.ctx(actor), { session_id, seconds });
const tell = (data: ClipReport, device = world.hub) =>
  applyReports(world.system, device, [reported(device, { type: "clip", data }, world.clock.now())]);
const clips = async () =>
  (await listFiles(world.ctx(world.a.admin), { limit: 50, kind: "clip" })).files.map(({ id }) => id);
const differences = async () => (await world.db.device.findUniqueOrThrow({ where: { id: world.hub } })).differences;
const asked = () => ({
  ...{ clip_id: newId(), camera_id: world.a.camera.id, club_id: world.a.id, session_id },
  ...{ before_s: 30, after_s: 0 },
});

test("the last seconds become a clip of the session's court, owned by who opened it", async () => {
  const file = await save();
  const told = world.devices.asked("clip.take");
  expect(told).toEqual([{ ...asked(), clip_id: file.id }]);
  expect(file).toMatchObject({
    ...{ kind: "clip", session_id, club_id: world.a.id, terrain_id: world.a.court.id, has_poster: true },
    ...{ duration_seconds: 30, created_by: world.a.player.id, location: "web", filename: `${file.id}.mp4` },
  });
  expect(await clips()).toEqual([file.id]);
  const [entry] = await world.db.auditEntry.findMany({ where: { action: "file.replay", target: file.id } });
  expect(entry?.details).toEqual({ session_id, seconds: 30 });
});

test("the reply and the report of a clip make one row and one notice", async () => {
  const file = await save();
  const report = clipReport({ ...asked(), clip_id: file.id }, world.clock.now());
  await tell(report);
  await tell(report);
  expect(await clips()).toEqual([file.id]);
  expect(world.notices.filter(({ kind, id }) => kind === "file" && id === file.id)).toHaveLength(1);
  expect(await differences()).toEqual([]);
});

test("of the reply and the report at once one makes the row", async () => {
  let report: Promise<unknown> = Promise.resolve();
  world.devices.on({
    "clip.take": (args) => {
      report = tell(clipReport(args, world.clock.now()));
      return clipReport(args, world.clock.now());
    },
  });
  const file = await save();
  await report;
  expect(await clips()).toEqual([file.id]);
});

test("a device that is slow says later what it made", async () => {
  let late: ClipReport | null = null;
  const slow = ScriptedDevices.refusing("device_timeout");
  world.devices.on({
    "clip.take": (args) => {
      late = clipReport(args, world.clock.now());
      return slow();
    },
  });
  await expect(save()).rejects.toMatchObject({ code: "device_timeout", message: expect.stringContaining("videos") });
  expect(await clips()).toEqual([]);
  await tell(late!);
  expect(await clips()).toEqual([late!.file.id]);
});

test("switched off, closed, another's, and refused by the device: each says what to do", async () => {
  await expect(save(world.otherPlayer)).rejects.toMatchObject({ code: "not_found" });
  for (const [told, code] of [
    ["camera_unreachable", "camera_unreachable"],
    ["storage_full", "storage_full"],
    ["not_found", "conflict"],
    ["rate_limited", "rate_limited"],
  ] as const) {
    world.devices.on({ "clip.take": ScriptedDevices.refusing(told) });
    await expect(save()).rejects.toMatchObject({ code });
  }
  const before = world.devices.asked("clip.take").length;
  await allow(false);
  await expect(save()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("switched off") });
  await allow(true);
  await closeSession(world.ctx(world.a.player), { session_id });
  await expect(save()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("closed") });
  expect(world.devices.asked("clip.take")).toHaveLength(before);
  expect(await clips()).toEqual([]);
});

test("a device's word counts for its own cameras and for a clip's own place", async () => {
  const event = { ...asked(), session_id: undefined, event_id: newId() };
  await tell(clipReport(event, world.clock.now()));
  expect(await clips()).toEqual([event.clip_id]);
  const other = `pi-${world.tag}`;
  await world.db.device.create({ data: { id: other, name: "Pi", tokenHash: "-" } });
  await tell(clipReport(asked(), world.clock.now()), other);
  const elsewhere = { path: `videos/${world.a.id}/${session_id}.mp4` };
  const foreign = { ...asked(), session_id: undefined, club_id: world.b.id };
  for (const report of [
    clipReport(asked(), world.clock.now(), elsewhere),
    clipReport(foreign, world.clock.now()),
    clipReport({ ...asked(), clip_id: newId(), event_id: event.event_id }, world.clock.now()),
  ])
    await tell(report);
  expect(await clips()).toEqual([event.clip_id]);
  expect(await differences()).toHaveLength(3);
});

test("the switch tells the cameras of the club, and its session's page", async () => {
  const rings = () =>
    world.devices
      .asked("camera.set")
      .at(-1)!
      .cameras.map(({ id, ring }) => [id, ring]);
  expect(rings()).toContainEqual([world.a.camera.id, true]);
  expect(rings()).toContainEqual([world.b.camera.id, false]);
  await world.db.camera.update({ where: { id: world.b.camera.id }, data: { sensors: true } });
  expect((await getSession(world.ctx(world.a.player), session_id)).replays_enabled).toBe(true);
  await allow(false);
  expect(rings()).toContainEqual([world.a.camera.id, false]);
  expect(rings()).toContainEqual([world.b.camera.id, true]);
  expect((await getSession(world.ctx(world.a.player), session_id)).replays_enabled).toBe(false);
});
