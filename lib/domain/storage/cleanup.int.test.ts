import { expect, test, vi } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient, recordingReport, reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { applyReports } from "../recordings/apply-reports";
import { startRecording } from "../recordings/start";
import { createSession } from "../sessions/create";
import { touchSession } from "../sessions/touch";
import { cleanup } from "./cleanup";
import { runScheduledCleanup } from "./scheduled-cleanup";

const HOUR_MS = 3_600_000;
let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const open = (club = world.a) => createSession(world.ctx(club.admin), { terrain_id: club.court.id });
const status = async (id: string) => (await world.db.session.findUnique({ where: { id } }))?.status;

test("closes what nobody used for two hours, and nothing that records or was looked at", async () => {
  const [idle, watched, recording] = [await open(), await open(), await open()].map((session) => session.session_id);
  await startRecording(world.ctx(world.a.admin), { session_id: recording!, duration_minutes: 600 });
  world.clock.advance(1.5 * HOUR_MS);
  await touchSession(world.system, await world.db.session.findUniqueOrThrow({ where: { id: watched! } }));
  world.clock.advance(HOUR_MS);
  expect(await cleanup(world.ctx(world.a.admin))).toEqual({
    closed_sessions: 1,
    stopped_proxies: 2,
    salvaged: 1,
    quarantined: 0,
  });
  expect(await Promise.all([idle, watched, recording].map((id) => status(id!)))).toEqual([
    "closed",
    "active",
    "active",
  ]);
  await vi.waitFor(() => expect(world.devices.asked("session.close")).toEqual([{ session_id: idle }]));
});

test("a session is touched at most once a minute", async () => {
  const { session_id } = await open();
  const row = () => world.db.session.findUniqueOrThrow({ where: { id: session_id } });
  const opened = (await row()).lastActivityAt;
  world.clock.advance(30_000);
  await touchSession(world.system, await row());
  expect((await row()).lastActivityAt).toEqual(opened);
  world.clock.advance(40_000);
  await touchSession(world.system, await row());
  expect((await row()).lastActivityAt).toEqual(world.clock.now());
});

test("is limited to one's own club, and forbidden to staff and players", async () => {
  const { session_id } = await open(world.b);
  world.clock.advance(3 * HOUR_MS);
  const pi = `pi-${world.tag}`;
  await world.db.device.create({ data: { id: pi, clubId: world.b.id, name: "Pi", tokenHash: "-" } });
  world.devices.setOnline(pi);
  expect(await cleanup(world.ctx(world.a.admin))).toMatchObject({ closed_sessions: 0, stopped_proxies: 2 });
  expect(await status(session_id)).toBe("active");
  expect(await cleanup(world.ctx(world.b.admin))).toMatchObject({ closed_sessions: 1, stopped_proxies: 4 });
  for (const actor of [world.staff, world.a.player])
    await expect(cleanup(world.ctx(actor))).rejects.toMatchObject({ code: "forbidden" });
});

test("a device that does not answer, or is offline, is left for next time", async () => {
  world.devices.on({ "cleanup.run": ScriptedDevices.refusing("device_timeout") });
  expect(await cleanup(world.ctx(world.a.admin))).toMatchObject({ stopped_proxies: 0 });
  world.devices.setOffline(world.hub);
  world.devices.sent.length = 0;
  await cleanup(world.ctx(world.a.admin));
  expect(world.devices.asked("cleanup.run")).toEqual([]);
});

test("an opening that web died in the middle of is dropped", async () => {
  const { session_id } = await open();
  await world.db.session.update({ where: { id: session_id }, data: { status: "opening" } });
  await cleanup(world.ctx(world.a.admin));
  expect(await status(session_id)).toBe("opening");
  world.clock.advance(2 * 60_000);
  await cleanup(world.ctx(world.a.admin));
  expect(await status(session_id)).toBeUndefined();
});

test("a device that never came back does not keep its camera for ever, and may still bring the file", async () => {
  const { session_id } = await open();
  const admin = world.ctx(world.a.admin);
  const { ends_at } = await startRecording(admin, { session_id, duration_minutes: 30 });
  world.clock.advance(31.5 * 60_000);
  expect(await cleanup(admin)).toMatchObject({ closed_sessions: 0 });
  world.devices.setOffline(world.hub);
  expect(await cleanup(admin)).toMatchObject({ closed_sessions: 1 });
  const row = () => world.db.recording.findUniqueOrThrow({ where: { sessionId: session_id } });
  expect(await row()).toMatchObject({ status: "finalizing", endedAt: new Date(ends_at) });
  const asked = { session_id, camera_id: world.a.camera.id, club_id: world.a.id };
  const data = recordingReport(asked, "ready", new Date(ends_at));
  await applyReports(world.system, world.hub, [reported(world.hub, { type: "recording", data }, world.clock.now())]);
  expect((await row()).status).toBe("ready");
});

test("of two that run by themselves at once, one does the work", async () => {
  let letGo = () => {};
  const waiting = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  world.devices.on({ "cleanup.run": () => waiting.then(() => ({ stopped_proxies: 1, salvaged: 0, quarantined: 0 })) });
  const first = runScheduledCleanup(world.system);
  await vi.waitFor(() => expect(world.devices.asked("cleanup.run").length).toBeGreaterThan(0));
  expect(await runScheduledCleanup(world.system)).toBeNull();
  letGo();
  expect(await first).toMatchObject({ stopped_proxies: 1 });
});
