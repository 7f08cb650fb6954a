import { describe, expect, test, vi } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient, recordingReport } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { deleteFile } from "../files/delete";
import { closeSession } from "../sessions/close";
import { createSession } from "../sessions/create";
import { extendRecording } from "./extend";
import { startRecording } from "./start";
import { getRecording } from "./status";
import { stopRecording } from "./stop";

let world: World;
let session_id: string;
eachWorld(async (made) => {
  world = made;
  obedient(world.devices, world.clock);
  session_id = await open();
});

const open = async (actor = world.a.player) =>
  (await createSession(world.ctx(actor), { terrain_id: world.a.court.id })).session_id;
const start = (minutes?: number) =>
  startRecording(world.ctx(world.a.player), { session_id, ...(minutes && { duration_minutes: minutes }) });
const row = () => world.db.recording.findUnique({ where: { sessionId: session_id } });
const inMinutes = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000).toISOString();

describe("starting", () => {
  test("records for 90 minutes unless told otherwise, and audits it", async () => {
    expect(await start()).toEqual({
      session_id,
      status: "recording",
      started_at: world.clock.now().toISOString(),
      ends_at: inMinutes(90),
      duration_minutes: 90,
    });
    expect(world.devices.asked("record.start")[0]).toMatchObject({ session_id, ends_at: inMinutes(90) });
    expect(await world.db.auditEntry.count({ where: { action: "recording.start", target: session_id } })).toBe(1);
  });

  test("fifty at once on one session give exactly one recording", async () => {
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => start(5)));
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason as AppError] : []));
    expect(new Set(refused.map((error) => error.code))).toEqual(new Set(["conflict"]));
    expect(world.devices.asked("record.start")).toHaveLength(1);
  });

  test("fifty sessions of one camera at once give exactly one recording, and the others hear until when", async () => {
    const sessions = await Promise.all(Array.from({ length: 50 }, () => open(world.a.admin)));
    const all = await Promise.allSettled(
      sessions.map((id) => startRecording(world.ctx(world.a.admin), { session_id: id, duration_minutes: 5 })),
    );
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason as AppError] : []));
    for (const error of refused) expect(error).toMatchObject({ code: "conflict", details: { ends_at: inMinutes(5) } });
  });

  test("a session records once", async () => {
    await start();
    await stopRecording(world.ctx(world.a.player), { session_id });
    await expect(start()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("already recorded"),
    });
  });

  test("a closed session does not record", async () => {
    await closeSession(world.ctx(world.a.player), { session_id });
    await expect(start()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("closed") });
  });

  test.each(["camera_unreachable", "unavailable", "storage_full", "rate_limited", "conflict"] as const)(
    "a device that answers %s gives the camera back, and a retry works",
    async (code) => {
      world.devices.on({ "record.start": ScriptedDevices.refusing(code) });
      await expect(start()).rejects.toMatchObject({ code });
      expect(await row()).toBeNull();
      obedient(world.devices, world.clock);
      expect((await start()).status).toBe("recording");
    },
  );

  test("past the device's limit the caller hears when to come back", async () => {
    world.devices.on({ "record.start": ScriptedDevices.refusing("rate_limited") });
    await expect(start()).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 60 });
  });

  test("without an answer the row stays starting and the camera stays taken", async () => {
    world.devices.on({ "record.start": ScriptedDevices.refusing("device_timeout") });
    await expect(start()).rejects.toMatchObject({ code: "device_timeout" });
    expect(await row()).toMatchObject({ status: "starting" });
    await expect(start()).rejects.toMatchObject({ code: "conflict" });
  });

  test("a session of another player or club is not found, and nothing starts", async () => {
    for (const stranger of [world.otherPlayer, world.b.player, world.b.admin])
      await expect(startRecording(world.ctx(stranger), { session_id })).rejects.toMatchObject({ code: "not_found" });
    expect(world.devices.asked("record.start")).toEqual([]);
  });
});

describe("stopping", () => {
  test("answers the finished file and closes the session", async () => {
    await start();
    const stopped = await stopRecording(world.ctx(world.a.player), { session_id });
    expect(stopped).toMatchObject({
      video_path: `videos/${world.a.id}/${session_id}.mp4`,
      status: "ready",
      file: { filename: `${session_id}.mp4`, bytes: 5_000, duration_seconds: 60, sha256: "ab".repeat(32) },
    });
    expect(await world.db.session.findUnique({ where: { id: session_id } })).toMatchObject({ status: "closed" });
    const file = await world.db.mediaFile.findUnique({ where: { id: stopped.file?.id ?? "" } });
    expect(file).toMatchObject({ location: "web", kind: "recording", clubId: world.a.id, courtId: world.a.court.id });
    await vi.waitFor(() => expect(world.devices.asked("session.close")).toContainEqual({ session_id }));
  });

  test("again, and with the device offline, it answers the same", async () => {
    await start();
    const first = await stopRecording(world.ctx(world.a.player), { session_id });
    world.devices.setOffline(world.hub);
    expect(await stopRecording(world.ctx(world.a.player), { session_id })).toEqual(first);
    expect(world.devices.asked("record.stop")).toHaveLength(1);
  });

  test("fifty at once all get the one file", async () => {
    await start();
    const all = await Promise.all(
      Array.from({ length: 50 }, () => stopRecording(world.ctx(world.a.player), { session_id })),
    );
    expect(new Set(all.map((one) => one.file?.id)).size).toBe(1);
    expect(await world.db.mediaFile.count({ where: { sessionId: session_id } })).toBe(1);
  });

  test("a file still being finished has no hash yet", async () => {
    await start();
    const { clock, a } = world;
    world.devices.on({
      "record.stop": (args) =>
        recordingReport({ ...args, camera_id: a.camera.id, club_id: a.id }, "finalizing", clock.now()),
    });
    expect(await stopRecording(world.ctx(a.player), { session_id })).toMatchObject({
      status: "finalizing",
      file: null,
    });
  });

  test("while its device is offline it cannot be stopped, and the caller hears when it ends", async () => {
    const { ends_at } = await start();
    world.devices.setOffline(world.hub);
    const stopped = stopRecording(world.ctx(world.a.player), { session_id });
    await expect(stopped).rejects.toMatchObject({ code: "unavailable", details: { ends_at } });
  });

  test("a recording its device never had is failed", async () => {
    world.devices.on({
      "record.start": ScriptedDevices.refusing("device_timeout"),
      "record.stop": ScriptedDevices.refusing("not_found"),
    });
    await expect(start()).rejects.toMatchObject({ code: "device_timeout" });
    const stop = () => stopRecording(world.ctx(world.a.player), { session_id });
    await expect(stop()).rejects.toMatchObject({ code: "conflict" });
    world.clock.advance(16_000);
    expect(await stop()).toMatchObject({ status: "failed", file: null });
    const next = await open();
    obedient(world.devices, world.clock);
    expect(await startRecording(world.ctx(world.a.player), { session_id: next })).toMatchObject({
      status: "recording",
    });
  });

  test("what never recorded cannot be stopped, and a stranger finds nothing", async () => {
    await expect(stopRecording(world.ctx(world.a.player), { session_id })).rejects.toMatchObject({ code: "conflict" });
    await start();
    for (const stranger of [world.otherPlayer, world.b.admin])
      await expect(stopRecording(world.ctx(stranger), { session_id })).rejects.toMatchObject({ code: "not_found" });
    expect((await getRecording(world.ctx(world.a.admin), session_id)).status).toBe("recording");
  });
});

test("fifty starts, stops and deletions at once leave one recording and only refusals a person can act on", async () => {
  const admin = world.ctx(world.a.admin);
  const verbs = [
    () => startRecording(admin, { session_id, duration_minutes: 5 }),
    () => stopRecording(admin, { session_id }),
    () => deleteFile(admin, session_id),
    () => closeSession(admin, { session_id }),
  ];
  const all = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => verbs[i % verbs.length]!()));
  const refused = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as AppError).code] : []));
  expect(refused.filter((code) => code !== "conflict" && code !== "not_found")).toEqual([]);
  expect(world.devices.asked("record.start").length).toBeLessThanOrEqual(1);
  await closeSession(admin, { session_id });
  // Every recording that began was ended with its file, and every session with a recording still running stayed open.
  expect(await world.db.mediaFile.count({ where: { sessionId: session_id } })).toBe(
    world.devices.asked("record.start").length,
  );
  expect(await world.db.session.findUnique({ where: { id: session_id } })).toMatchObject({ status: "closed" });
});

describe("extending", () => {
  test("moves the planned end on the device and here", async () => {
    await start(60);
    const extended = await extendRecording(world.ctx(world.a.player), { session_id, minutes: 15 });
    expect(extended).toMatchObject({ ends_at: inMinutes(75), remaining_seconds: 75 * 60 });
    expect(world.devices.asked("record.extend")).toEqual([{ session_id, ends_at: inMinutes(75) }]);
    expect(await row()).toMatchObject({ durationMinutes: 75 });
  });

  test("is refused past ten hours, after the end, and without the device", async () => {
    const extend = (minutes: number) => extendRecording(world.ctx(world.a.player), { session_id, minutes });
    await expect(extend(5)).rejects.toMatchObject({ code: "conflict" });
    const { ends_at } = await start(590);
    await expect(extend(20)).rejects.toMatchObject({ code: "unprocessable" });
    world.devices.setOffline(world.hub);
    await expect(extend(5)).rejects.toMatchObject({ code: "unavailable" });
    expect((await getRecording(world.ctx(world.a.player), session_id)).ends_at).toBe(ends_at);
    world.devices.setOnline(world.hub);
    await stopRecording(world.ctx(world.a.player), { session_id });
    await expect(extend(5)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("a status answers from Postgres, and not found without a recording", async () => {
  await expect(getRecording(world.ctx(world.a.player), session_id)).rejects.toMatchObject({ code: "not_found" });
  await start(60);
  world.devices.setOffline(world.hub);
  world.clock.advance(90_000);
  expect(await getRecording(world.ctx(world.a.player), session_id)).toMatchObject({
    status: "recording",
    elapsed_seconds: 90,
    remaining_seconds: 3_510,
    gaps: [],
    error: null,
  });
});
