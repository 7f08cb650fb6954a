import { describe, expect, test } from "vitest";
import type { CameraState } from "@/lib/contracts/cameras";
import { Overview } from "@/lib/contracts/overview";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { startRecording } from "../recordings/start";
import { stopRecording } from "../recordings/stop";
import { createSession } from "../sessions/create";
import { readOverview } from "./read";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
  online("live");
});

function online(state: CameraState, error: string | null = null): void {
  const rest = { codec: null, width: null, height: null, fps: null, bitrate: null, reconnects: 0, consumers: 1 };
  const storage = { bytes_free: 5e9, bytes_total: 20e9, bytes_reserved: 1e9 };
  const report = (id: number) => ({ id, state, error, frame_age_ms: 400, recording_session_id: null, ...rest });
  const cameras = [report(world.a.camera.id), report(world.b.camera.id)];
  world.devices.setOnline(world.hub, { storage_id: world.storageId, cameras, storage, ffmpeg_available: true });
}
const overview = async (actor = world.a.admin, club_id?: number) => {
  const answer = await readOverview(world.ctx(actor), { club_id });
  return Overview.parse(answer);
};
async function record(): Promise<string> {
  world.clock.advance(1_000);
  const ctx = world.ctx(world.a.player);
  const { session_id } = await createSession(ctx, { terrain_id: world.a.court.id });
  await startRecording(ctx, { session_id, duration_minutes: 10 });
  return session_id;
}

test("one line per court and device of the own club, and all is well", async () => {
  const seen = await overview();
  expect(seen.problems).toEqual([]);
  expect(seen.courts.map(({ id, last_frame_at, stored }) => ({ id, last_frame_at, stored }))).toEqual([
    { id: world.a.court.id, last_frame_at: "2025-12-31T23:59:59.600Z", stored: { state: "none", at: null } },
  ]);
  expect(seen.devices).toMatchObject([
    { id: world.hub, online: true, cameras: 1, cameras_live: 1, recordings: 0, disk: { bytes_free: 4e9 } },
  ]);
  expect(seen.today).toEqual([]);
});

test("who may see what: staff their club, a super admin all or one, players nothing", async () => {
  expect((await overview(world.staff)).courts).toHaveLength(1);
  expect((await overview(world.superAdmin, world.b.id)).courts.map(({ id }) => id)).toEqual([world.b.court.id]);
  const all = (await overview(world.superAdmin)).courts.map(({ id }) => id);
  expect(all).toEqual(expect.arrayContaining([world.a.court.id, world.b.court.id]));
  await expect(overview(world.a.player)).rejects.toMatchObject({ code: "forbidden" });
  const refusals = [world.b.id, 2_000_000].map((id) => overview(world.a.admin, id).catch((e: unknown) => String(e)));
  const [foreign, absent] = await Promise.all(refusals);
  expect(foreign).toEqual(absent);
});

test("a device of another club is nobody's business", async () => {
  const other = `pi-${world.tag}`;
  await world.db.device.create({
    data: { id: other, name: "Pi", tokenHash: "-", clubId: world.b.id, lastSeenAt: new Date(0) },
  });
  expect((await overview()).devices.map(({ id }) => id)).toEqual([world.hub]);
  expect((await overview(world.b.admin)).problems).toMatchObject([{ kind: "device_offline", device: { id: other } }]);
});

describe("a recording", () => {
  test("is a line of today while it runs, and stored when it is over", async () => {
    const session_id = await record();
    const running = await overview();
    expect(running.today).toMatchObject([{ session_id, status: "recording", court_name: "Court 1", file_id: null }]);
    expect(running.courts[0]).toMatchObject({ recording: { by: world.a.player.name }, stored: { state: "none" } });
    expect(running.devices[0]).toMatchObject({ recordings: 1 });
    await stopRecording(world.ctx(world.a.player), { session_id });
    const over = await overview();
    expect(over.today).toMatchObject([{ session_id, status: "ready", file_id: expect.any(String) }]);
    expect(over.courts[0]!.stored).toEqual({ state: "stored", at: expect.any(String) });
    // The test device's file: 5,000 bytes for 60 s.
    expect(over.devices[0]!.disk!.hours_left).toBeCloseTo(4e9 / (5_000 / 60) / 3_600, 0);
  });

  test("of yesterday, on the club's own calendar, is not of today", async () => {
    const session_id = await record();
    await stopRecording(world.ctx(world.a.player), { session_id });
    // 23:30 UTC is past midnight in Paris.
    await world.db.recording.update({
      where: { sessionId: session_id },
      data: { startedAt: new Date("2026-02-28T23:30Z") },
    });
    expect((await overview()).today).toHaveLength(1);
    await world.db.club.update({ where: { id: world.a.id }, data: { timezone: "UTC" } });
    expect((await overview()).today).toEqual([]);
  });

  test("that suffers from its camera comes first", async () => {
    await record();
    online("unreachable", "The camera refuses the connection: check that it is on, its address and port.");
    expect((await overview()).problems).toMatchObject([
      { kind: "camera_unreachable", court: { id: world.a.court.id }, is_recording: true, action: "check_camera" },
    ]);
  });
});

test("a device that went away is the one problem, and comes back", async () => {
  world.devices.setOffline(world.hub);
  const seen = await overview();
  expect(seen.problems).toMatchObject([{ kind: "device_offline", count: 1 }]);
  expect(seen.courts[0]).toMatchObject({ device_online: false, last_frame_at: null });
  online("live");
  expect((await overview()).problems).toEqual([]);
});
