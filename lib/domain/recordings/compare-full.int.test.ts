import { describe, expect, test, vi } from "vitest";
import type { DeviceReport, RecordingReport } from "@/lib/contracts/mqtt";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { full, obedient, recordingReport, reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import { syncCameras } from "../devices/sync-cameras";
import { closeSession } from "../sessions/close";
import { createSession } from "../sessions/create";
import { applyReports } from "./apply-reports";
import { startRecording } from "./start";

let world: World;
let session_id: string;
eachWorld(async (made) => {
  world = made;
  obedient(world.devices, world.clock);
  session_id = await open();
});

const open = async () => (await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id })).session_id;
const start = () => startRecording(world.ctx(world.a.player), { session_id });
const row = (id = session_id) => world.db.recording.findUnique({ where: { sessionId: id } });
const differences = async () => (await world.db.device.findUniqueOrThrow({ where: { id: world.hub } })).differences;
const apply = (...reports: DeviceReport[]) => applyReports(world.system, world.hub, reports);

function report(state: RecordingReport["state"], seq: number, change: Partial<RecordingReport> = {}, id = session_id) {
  const asked = { session_id: id, camera_id: world.a.camera.id, club_id: world.a.id };
  const data = recordingReport(asked, state, world.clock.now(), change);
  return reported(world.hub, { type: "recording", data }, world.clock.now(), seq);
}

describe("a full report", () => {
  const everything = (change: Parameters<typeof full>[0], at = world.clock.now()) =>
    reported(world.hub, full(change), at);
  const here = () => [{ session_id, camera_id: world.a.camera.id, state: "active" as const }];

  test("fails a recording that the device does not know, once it had time to", async () => {
    world.devices.on({ "record.start": ScriptedDevices.refusing("device_timeout") });
    await expect(start()).rejects.toMatchObject({ code: "device_timeout" });
    world.clock.advance(10_000);
    await apply(everything({ sessions: here() }));
    expect(await row()).toMatchObject({ status: "starting" });
    const stale = world.clock.now();
    world.clock.advance(10_000);
    await apply(everything({ sessions: here() }, stale));
    expect(await row()).toMatchObject({ status: "starting" });
    await apply(everything({ sessions: here() }));
    expect(await row()).toMatchObject({ status: "failed", error: expect.stringContaining("never began") });
    const next = await open();
    obedient(world.devices, world.clock);
    expect(await startRecording(world.ctx(world.a.player), { session_id: next })).toMatchObject({
      status: "recording",
    });
  });

  test("that was made before the recording was last reported on fails nothing", async () => {
    await start();
    world.clock.advance(60_000);
    await apply(report("recording", 5_000));
    await apply(reported(world.hub, full({ sessions: here() }), world.clock.now(), 4_999));
    expect(await row()).toMatchObject({ status: "recording" });
  });

  test("carries recordings too, and a late ready still wins over a failure decided here", async () => {
    await start();
    world.clock.advance(60_000);
    await apply(everything({ sessions: here() }));
    expect(await row()).toMatchObject({ status: "failed" });
    const { data } = report("ready", 6_000) as Extract<DeviceReport, { type: "recording" }>;
    await apply(everything({ recordings: [data] }));
    expect(await row()).toMatchObject({ status: "ready", error: null });
  });

  test("has the device close what is closed or unknown here, but never a recording nobody knows", async () => {
    world.devices.setOffline(world.hub);
    await closeSession(world.ctx(world.a.player), { session_id });
    world.devices.setOnline(world.hub);
    const [lost, filmed] = ["sess_8_1772388000000", "sess_9_1772388000000"] as const;
    const there = [session_id, lost, filmed].map((id) => ({
      session_id: id,
      camera_id: world.a.camera.id,
      state: "active" as const,
    }));
    const { data } = report("recording", 7_000, {}, filmed) as Extract<DeviceReport, { type: "recording" }>;
    world.devices.sent.length = 0;
    await apply(everything({ sessions: there, recordings: [data] }));
    await vi.waitFor(() =>
      expect(world.devices.asked("session.close").map((args) => args.session_id)).toEqual([session_id, lost]),
    );
    expect(await differences()).toContainEqual(expect.objectContaining({ id: filmed, kind: "session" }));
  });

  test("has a recording stopped whose session was closed while the device was away", async () => {
    await start();
    world.devices.setOffline(world.hub);
    await closeSession(world.ctx(world.a.player), { session_id });
    world.devices.setOnline(world.hub);
    world.devices.sent.length = 0;
    const { data } = report("recording", 6_500) as Extract<DeviceReport, { type: "recording" }>;
    await apply(everything({ sessions: here(), recordings: [data] }));
    await vi.waitFor(() => expect(world.devices.asked("session.close")).toEqual([{ session_id }]));
  });

  test("names a recording that goes on there and is over here, and leaves it alone", async () => {
    await start();
    world.clock.advance(60_000);
    await apply(everything({ sessions: here() }));
    const { data } = report("recording", 9_500) as Extract<DeviceReport, { type: "recording" }>;
    world.devices.sent.length = 0;
    await apply(everything({ sessions: here(), recordings: [data], cameras_version: null }));
    expect(await row()).toMatchObject({ status: "failed" });
    expect(await differences()).toMatchObject([{ kind: "recording", here: "failed", device: "recording" }]);
    expect([world.devices.asked("session.close"), world.devices.asked("record.stop")]).toEqual([[], []]);
  });

  test("names a session the device lost, and forgets the difference when it is gone", async () => {
    world.clock.advance(60_000);
    await apply(everything({ sessions: [] }));
    expect(await differences()).toMatchObject([{ kind: "session", id: session_id, here: "active", device: null }]);
    await apply(everything({ sessions: here() }));
    expect(await differences()).toEqual([]);
  });

  test("with another version of the cameras has them sent again", async () => {
    world.devices.sent.length = 0;
    await apply(everything({ sessions: here(), cameras_version: "old" }));
    await vi.waitFor(() => expect(world.devices.asked("camera.set")).toHaveLength(1));
    const [sent] = world.devices.asked("camera.set");
    expect(sent?.cameras.map((camera) => camera.id)).toContain(world.a.camera.id);
    expect(await syncCameras(world.system, world.hub, { reportedVersion: sent!.version })).toBe(true);
    expect(world.devices.asked("camera.set")).toHaveLength(1);
  });
});
