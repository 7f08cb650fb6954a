import { describe, expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { startRecording } from "../recordings/start";
import { createSession } from "../sessions/create";
import { listCourts } from "./list";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const courtOf = async (actor = world.a.admin) => (await listCourts(world.ctx(actor), {})).courts[0]!;
const open = async (actor = world.a.player) => {
  world.clock.advance(1_000);
  return (await createSession(world.ctx(actor), { terrain_id: world.a.court.id })).session_id;
};
const record = (session_id: string, actor = world.a.player) =>
  startRecording(world.ctx(actor), { session_id, duration_minutes: 10 });

test("shows the courts of the own club alone, and all to a super admin", async () => {
  const mine = (await listCourts(world.ctx(world.a.player), {})).courts;
  expect(mine.map(({ id, club_id, name }) => ({ id, club_id, name }))).toEqual([
    { id: world.a.court.id, club_id: world.a.id, name: "Court 1" },
  ]);
  const clubs = (await listCourts(world.ctx(world.superAdmin), {})).courts.map(({ club_id }) => club_id);
  expect(clubs).toEqual(expect.arrayContaining([world.a.id, world.b.id]));
  const one = await listCourts(world.ctx(world.superAdmin), { club_id: world.b.id });
  expect(one.courts.map(({ id }) => id)).toEqual([world.b.court.id]);
});

test("another club's courts answer like those of a club that does not exist", async () => {
  const ctx = world.ctx(world.a.admin);
  const refusals = [world.b.id, 2_000_000].map((club_id) =>
    listCourts(ctx, { club_id }).catch((e: unknown) => String(e)),
  );
  const [foreign, absent] = await Promise.all(refusals);
  expect(foreign).toEqual(absent);
  await expect(listCourts(ctx, { club_id: world.b.id })).rejects.toMatchObject({ code: "not_found" });
});

describe("the camera", () => {
  test("is shown with what its device says of it now, and never with its address", async () => {
    const { id } = world.a.camera;
    await world.db.camera.update({ where: { id }, data: { urlSealed: "sealed", urlRedacted: "rtsp://10.0.0.9" } });
    const report = { id, state: "live" as const, frame_age_ms: 40, codec: null, width: null, height: null, fps: null };
    const rest = { bitrate: null, reconnects: 0, consumers: 0, error: null, recording_session_id: null };
    world.devices.setOnline(world.hub, { cameras: [{ ...report, ...rest }] });
    const court = await courtOf();
    expect(court).toMatchObject({ camera_state: "live", device_online: true });
    expect(court.camera).toEqual({ id, name: "Camera 1", device_id: world.hub, source: "test" });
    world.devices.setOffline(world.hub);
    expect(await courtOf()).toMatchObject({ camera_state: null, device_online: false });
    expect((await courtOf()).device_last_seen_at).toMatch(/^2026-/);
  });

  test("may be missing, or have been removed", async () => {
    await world.db.camera.update({ where: { id: world.a.camera.id }, data: { deletedAt: new Date() } });
    expect(await courtOf()).toMatchObject({ camera: null, camera_state: null, device_online: false, recording: null });
  });
});

describe("who records", () => {
  test("is a name and an end to everybody of the club, and a session only to whose it is and to staff", async () => {
    const session_id = await open();
    await record(session_id);
    const own = await courtOf(world.a.player);
    expect(own.session).toMatchObject({ session_id, recording: { status: "recording" } });
    const seen = { by: world.a.player.name, started_at: expect.any(String), ends_at: expect.any(String) };
    expect(own.recording).toEqual(seen);
    expect(await courtOf(world.otherPlayer)).toMatchObject({ session: null, recording: seen });
    expect(await courtOf(world.staff)).toMatchObject({ session: { session_id }, recording: seen });
  });

  test("comes before a newer session that only looks", async () => {
    const recorded = await open();
    await record(recorded);
    const looking = await open(world.otherPlayer);
    expect((await courtOf(world.staff)).session?.session_id).toBe(recorded);
    expect((await courtOf(world.otherPlayer)).session?.session_id).toBe(looking);
  });

  test("is nobody without a recording, and the newest session is shown", async () => {
    await open();
    const newest = await open();
    expect(await courtOf(world.a.player)).toMatchObject({ session: { session_id: newest }, recording: null });
  });
});
