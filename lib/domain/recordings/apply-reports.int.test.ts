import { describe, expect, test, vi } from "vitest";
import type { DeviceReport, RecordingReport } from "@/lib/contracts/mqtt";
import { createDb } from "@/lib/db/client";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient, recordingReport, reported } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
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
const sessionRow = () => world.db.session.findUniqueOrThrow({ where: { id: session_id } });
const differences = async () => (await world.db.device.findUniqueOrThrow({ where: { id: world.hub } })).differences;
const apply = (...reports: DeviceReport[]) => applyReports(world.system, world.hub, reports);

function report(state: RecordingReport["state"], seq: number, change: Partial<RecordingReport> = {}, id = session_id) {
  const asked = { session_id: id, camera_id: world.a.camera.id, club_id: world.a.id };
  const data = recordingReport(asked, state, world.clock.now(), change);
  return reported(world.hub, { type: "recording", data }, world.clock.now(), seq);
}

describe("one recording", () => {
  test("ends by itself: the file is linked, the session closed, everything acknowledged", async () => {
    await start();
    const all = [report("finalizing", 101), report("ready", 102)];
    expect(await apply(...all)).toEqual(all.map((one) => one.report_id));
    expect(await row()).toMatchObject({ status: "ready", durationSeconds: 60, bytes: 5_000n });
    expect(await sessionRow()).toMatchObject({ status: "closed" });
    const [file] = await world.db.mediaFile.findMany({ where: { sessionId: session_id } });
    expect(file).toMatchObject({
      location: "web",
      filename: `${session_id}.mp4`,
      hasPoster: true,
      storageId: world.storageId,
    });
    expect((await row())?.fileId).toBe(file?.id);
    expect(world.notices.filter((notice) => notice.kind === "file")).toHaveLength(1);
    await vi.waitFor(() => expect(world.devices.asked("session.close")).toContainEqual({ session_id }));
  });

  test("late, repeated and disordered reports change nothing", async () => {
    await start();
    const ready = report("ready", 205);
    await apply(ready);
    const settled = await row();
    await apply(
      report("recording", 203),
      report("finalizing", 204),
      ready,
      report("recording", 900),
      report("failed", 199),
    );
    expect(await row()).toEqual(settled);
    expect(await world.db.mediaFile.count({ where: { sessionId: session_id } })).toBe(1);
  });

  test("what is known already is not told again, what changed is", async () => {
    await start();
    const gaps = [{ from: world.clock.now().toISOString(), to: null, cause: "away" }];
    const ready = report("ready", 250, { gaps });
    await apply(ready);
    const told = world.notices.length;
    if (ready.type !== "recording") throw new Error("not a recording");
    await apply(reported(world.hub, { type: "recording", data: ready.data }, world.clock.now(), 251));
    expect(world.notices).toHaveLength(told);
    await apply(report("ready", 252, { gaps: [], bytes: 7_000, file: ready.data.file }));
    expect([world.notices.length > told, await row()]).toMatchObject([true, { bytes: 7_000n, gaps }]);
  });

  test("among reports of one rank the higher sequence wins", async () => {
    await start();
    await apply(report("recording", 302, { bytes: 2_000 }), report("recording", 301, { bytes: 1_500 }));
    expect((await row())?.bytes).toBe(2_000n);
  });

  test("decides a start that was never answered", async () => {
    world.devices.on({ "record.start": ScriptedDevices.refusing("device_timeout") });
    await expect(start()).rejects.toMatchObject({ code: "device_timeout" });
    await apply(report("recording", 401));
    expect(await row()).toMatchObject({ status: "recording", startedAt: world.clock.now() });
  });

  test("a recording whose claim was given back too early is a fact", async () => {
    await apply(report("recording", 501));
    expect(await row()).toMatchObject({ status: "recording", durationMinutes: 90 });
    expect(await differences()).toEqual([]);
  });

  test("a refused start that is reported as failed does not stand in the way of a retry", async () => {
    await apply(report("failed", 601, { error: "camera away" }));
    expect(await row()).toBeNull();
    expect((await start()).status).toBe("recording");
  });

  test("a file on a device of its own is not here", async () => {
    await start();
    await world.db.device.update({ where: { id: world.hub }, data: { storageId: "elsewhere" } });
    world.devices.setOnline(world.hub, { storage_id: "elsewhere" });
    await apply(report("ready", 701));
    expect(await world.db.mediaFile.findFirst({ where: { sessionId: session_id } })).toMatchObject({
      location: "device",
    });
  });

  test("a device cannot name another place for its file", async () => {
    await start();
    const stolen = report("ready", 801);
    if (stolen.type === "recording" && stolen.data.file)
      stolen.data.file.path = `videos/${world.b.id}/sess_1_1772388000000.mp4`;
    expect(await apply(stolen)).toEqual([stolen.report_id]);
    expect(await world.db.mediaFile.count({ where: { sessionId: session_id } })).toBe(0);
    expect(await differences()).toMatchObject([{ kind: "file" }]);
  });

  test("an unknown session, and another device's, are kept as a difference and acknowledged", async () => {
    await start();
    const unknown = report("recording", 901, {}, "sess_9_1772388000000");
    expect(await apply(unknown)).toEqual([unknown.report_id]);
    expect(await differences()).toMatchObject([
      { kind: "recording", id: "sess_9_1772388000000", here: null, device: "recording" },
    ]);
    const pi = (await world.db.device.create({ data: { id: `pi-${world.tag}`, name: "Pi", tokenHash: "-" } })).id;
    await applyReports(world.system, pi, [report("failed", 902)]);
    expect(await row()).toMatchObject({ status: "recording" });
  });

  test("a report that can never be stored is set aside and does not hold up the others", async () => {
    await start();
    const poison = report("recording", 1_001, { error: "a \u0000 in the text" });
    const ids = await apply(poison, report("ready", 1_002));
    expect(ids).toContain(poison.report_id);
    expect(await row()).toMatchObject({ status: "ready" });
    expect(await world.db.deadLetter.count({ where: { deviceId: world.hub } })).toBe(1);
  });
});

test("while Postgres is away nothing is acknowledged", async () => {
  const away = createDb("postgresql://nobody:x@127.0.0.1:1/none");
  await expect(applyReports({ ...world.system, db: away }, world.hub, [report("ready", 1)])).rejects.toThrow();
  await away.$disconnect();
});

test("a device's close is taken over, except while a recording runs", async () => {
  const closed = () =>
    reported(
      world.hub,
      { type: "session", data: { session_id, camera_id: world.a.camera.id, state: "closed" } },
      world.clock.now(),
    );
  await start();
  await apply(closed());
  expect(await sessionRow()).toMatchObject({ status: "active" });
  session_id = await open();
  await apply(closed());
  expect(await sessionRow()).toMatchObject({ status: "closed" });
});

test("a lost file is missing, a foreign word on a file a difference", async () => {
  await start();
  await apply(report("ready", 8_000));
  const file = await world.db.mediaFile.findFirstOrThrow({ where: { sessionId: session_id } });
  const said = (state: "lost" | "moved", sha256: string | null) =>
    reported(
      world.hub,
      { type: "file", data: { file_id: file.id, state, location: "share", sha256 } },
      world.clock.now(),
    );
  await apply(said("moved", "00".repeat(32)));
  expect(await differences()).toMatchObject([{ kind: "file", id: file.id }]);
  await apply(said("moved", file.sha256));
  expect(await world.db.mediaFile.findUnique({ where: { id: file.id } })).toMatchObject({ location: "share" });
  await apply(said("lost", null));
  expect(await world.db.mediaFile.findUnique({ where: { id: file.id } })).toMatchObject({ location: "missing" });
});
