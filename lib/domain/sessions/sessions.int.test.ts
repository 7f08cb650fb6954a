import { describe, expect, test, vi } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { startRecording } from "../recordings/start";
import { closeSession } from "./close";
import { createSession } from "./create";
import { getSession } from "./get";
import { listSessions } from "./list";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const sessionsOf = (clubId: number) => world.db.session.findMany({ where: { clubId } });
const code = (error: AppError) => error.code;

describe("opening", () => {
  test("a court's camera answers with a session that is active", async () => {
    const { a, ctx, devices, notices } = world;
    const session = await createSession(ctx(a.player), { terrain_id: a.court.id });
    expect(session).toMatchObject({
      status: "active",
      terrain_id: a.court.id,
      camera_id: a.camera.id,
      created_by: a.player.id,
    });
    expect(session.session_id).toBe(`sess_${a.court.id}_${world.clock.now().getTime()}`);
    expect(session.preview_url).toBe(`/api/preview/${session.session_id}/stream.mjpeg`);
    expect(devices.asked("session.open")).toEqual([
      { session_id: session.session_id, camera_id: a.camera.id, club_id: a.id },
    ]);
    expect(notices).toContainEqual({ kind: "session", id: session.session_id, clubId: a.id, ownerId: a.player.id });
    expect(await world.db.auditEntry.count({ where: { action: "session.create", target: session.session_id } })).toBe(
      1,
    );
  });

  test("twenty at the same millisecond all get an id of their own", async () => {
    const { a, ctx } = world;
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => createSession(ctx(a.admin), { camera_id: a.camera.id })),
    );
    expect(new Set(opened.map((session) => session.session_id)).size).toBe(20);
  });

  test.each([
    ["camera_unreachable", "camera_unreachable"],
    ["unavailable", "unavailable"],
    ["device_timeout", "camera_unreachable"],
    ["internal", "camera_unreachable"],
  ] as const)("a device that answers %s leaves no session and gives %s", async (answer, expected) => {
    const { a, ctx, devices } = world;
    devices.on({ "session.open": ScriptedDevices.refusing(answer) });
    await expect(createSession(ctx(a.player), { terrain_id: a.court.id })).rejects.toMatchObject({ code: expected });
    expect(await sessionsOf(a.id)).toEqual([]);
    expect(await world.db.auditEntry.count({ where: { action: "session.create_failed", clubId: a.id } })).toBe(1);
  });

  test("an offline device gives unavailable, and no session is left", async () => {
    const { a, ctx, devices, hub } = world;
    devices.setOffline(hub);
    await expect(createSession(ctx(a.player), { terrain_id: a.court.id })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(await sessionsOf(a.id)).toEqual([]);
  });

  test("a camera its device has not heard of is given to it, and opened then", async () => {
    const { a, ctx, devices } = world;
    let knows = false;
    const open = { camera: { id: a.camera.id, state: "live" as const, ...nothingKnown } };
    devices.on({
      "session.open": () => (knows ? open : ScriptedDevices.refusing("not_found")()),
      "camera.set": ({ version }) => {
        knows = true;
        return { version };
      },
    });
    expect((await createSession(ctx(a.admin), { camera_id: a.camera.id })).status).toBe("active");
    expect(devices.asked("camera.set")[0]?.cameras.map((camera) => camera.id)).toContain(a.camera.id);
  });

  test("a court without a camera says so", async () => {
    const { a, ctx } = world;
    const bare = await world.db.court.create({ data: { clubId: a.id, name: "Court 9" } });
    const refused = createSession(ctx(a.admin), { terrain_id: bare.id });
    await expect(refused).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("no camera") });
  });

  test("another club's court and camera answer like absent ones", async () => {
    const { a, b, ctx } = world;
    const absent = await createSession(ctx(a.player), { terrain_id: 2_000_000_000 }).catch((e: AppError) => e);
    const foreign = await createSession(ctx(a.player), { terrain_id: b.court.id }).catch((e: AppError) => e);
    expect(foreign).toMatchObject({ code: "not_found", message: (absent as AppError).message });
    await expect(createSession(ctx(a.admin), { camera_id: b.camera.id })).rejects.toMatchObject({ code: "not_found" });
  });
});

const nothingKnown = {
  ...{ frame_age_ms: null, codec: null, width: null, height: null, fps: null, bitrate: null, error: null },
  ...{ reconnects: 0, consumers: 0, recording_session_id: null },
};

describe("closing", () => {
  test("tells the device, once, and stays closed", async () => {
    const { a, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    const closed = await closeSession(ctx(a.player), { session_id });
    expect(closed).toMatchObject({ status: "closed", closed_at: world.clock.now().toISOString() });
    world.clock.advance(5_000);
    expect(await closeSession(ctx(a.player), { session_id })).toEqual(closed);
    await vi.waitFor(() => expect(devices.asked("session.close")).toEqual([{ session_id }]));
  });

  test("stops a running recording properly first", async () => {
    const { a, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    await startRecording(ctx(a.player), { session_id });
    const closed = await closeSession(ctx(a.player), { session_id });
    expect(closed).toMatchObject({ status: "closed", recording: { status: "ready", duration_seconds: 60 } });
    expect(devices.asked("record.stop")).toEqual([{ session_id }]);
  });

  test("works while the device is offline; its recording goes on to its planned end", async () => {
    const { a, ctx, devices, hub } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    await startRecording(ctx(a.player), { session_id });
    devices.setOffline(hub);
    expect(await closeSession(ctx(a.player), { session_id })).toMatchObject({
      status: "closed",
      recording: { status: "recording" },
    });
  });

  test("a device that does not confirm the end of the recording keeps the session open", async () => {
    const { a, ctx, devices } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    await startRecording(ctx(a.player), { session_id });
    devices.on({ "record.stop": ScriptedDevices.refusing("device_timeout") });
    await expect(closeSession(ctx(a.player), { session_id })).rejects.toSatisfy(
      (e: AppError) => code(e) === "device_timeout",
    );
    expect((await getSession(ctx(a.player), session_id)).status).toBe("active");
  });

  test("fifty at once close it once", async () => {
    const { a, ctx } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    const all = await Promise.all(Array.from({ length: 50 }, () => closeSession(ctx(a.player), { session_id })));
    expect(all.every((session) => session.status === "closed")).toBe(true);
    expect(await world.db.auditEntry.count({ where: { action: "session.close", target: session_id } })).toBe(1);
  });
});

describe("seeing", () => {
  test("a player sees their own, staff the club's, another club nothing", async () => {
    const { a, b, ctx, staff, otherPlayer, superAdmin } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    const seen = async (actor: typeof staff) =>
      (await listSessions(ctx(actor), { limit: 200 })).sessions.some((session) => session.session_id === session_id);
    expect(await Promise.all([a.player, staff, a.admin, superAdmin].map(seen))).toEqual([true, true, true, true]);
    expect(await Promise.all([otherPlayer, b.player, b.admin].map(seen))).toEqual([false, false, false]);
    for (const stranger of [otherPlayer, b.player, b.admin]) {
      await expect(getSession(ctx(stranger), session_id)).rejects.toMatchObject({ code: "not_found" });
      await expect(closeSession(ctx(stranger), { session_id })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await getSession(ctx(a.player), session_id)).status).toBe("active");
  });

  test("the list goes on where it stopped, and shows closed ones only when asked", async () => {
    const { a, ctx } = world;
    const opened: string[] = [];
    for (let i = 0; i < 5; i++) {
      opened.unshift((await createSession(ctx(a.player), { terrain_id: a.court.id })).session_id);
      world.clock.advance(i % 2); // some share a millisecond
    }
    await closeSession(ctx(a.player), { session_id: opened[0]! });
    const first = await listSessions(ctx(a.player), { limit: 2, all: "true" });
    const rest = await listSessions(ctx(a.player), { limit: 50, all: "true", cursor: first.next_cursor! });
    expect([...first.sessions, ...rest.sessions].map((s) => s.session_id).sort()).toEqual(opened.toSorted());
    expect(rest.next_cursor).toBeNull();
    expect((await listSessions(ctx(a.player), { limit: 50 })).sessions).toHaveLength(4);
    await expect(listSessions(ctx(a.player), { limit: 2, cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      code: "unprocessable",
    });
  });

  test("the detail says what the device sees now, its last word while it is busy, and nothing while it is offline", async () => {
    const { a, ctx, devices, hub } = world;
    const { session_id } = await createSession(ctx(a.player), { terrain_id: a.court.id });
    const now = { id: a.camera.id, state: "live" as const, ...nothingKnown, frame_age_ms: 30 };
    devices.on({ "state.get": () => ({ sessions: [], recordings: [], cameras_version: null, cameras: [now] }) });
    expect((await getSession(ctx(a.player), session_id)).proxy).toEqual(now);
    devices.setOnline(hub, { cameras: [{ ...now, state: "stale" }] });
    devices.on({ "state.get": ScriptedDevices.refusing("device_timeout") });
    expect((await getSession(ctx(a.player), session_id)).proxy?.state).toBe("stale");
    devices.setOffline(hub);
    expect(await getSession(ctx(a.player), session_id)).toMatchObject({ proxy: null, device_online: false });
  });
});
