import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorld, type World } from "@/test/domain-world";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { obedient } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import type { Ctx } from "../context";
import { startRecording } from "../recordings/start";
import { createSession } from "../sessions/create";
import { cancelPlan } from "./cancel";
import { claimDueRuns } from "./claim-due";
import { skipOccurrence } from "./skip";
import { startDuePlans } from "./start-due";
import { planning } from "./world.fixture";

let database: TestDatabase;
let world: World;
let on: ReturnType<typeof planning>;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  // Every program starts what is due for everybody: what a test before left behind must not be due.
  await database.db.plan.updateMany({ data: { cancelledAt: new Date() } });
  world = await createWorld(database.db);
  obedient(world.devices, world.clock);
  on = planning(world);
  return world.remove;
});

const schedule = () => ({ ...world.system, actor: { kind: "system", name: "schedule" } as const });
const tick = async () => (await startDuePlans(schedule())).settled;
const seconds = (count: number) => world.clock.advance(count * 1_000);
const first = async () => (await on.schedule()).occurrences[0]!;
const sessions = () => database.db.session.findMany({ where: { clubId: world.a.id }, include: { recording: true } });
/** Something happens while the code under test waits. */
const duringSleep = (happen: (ms: number) => Promise<unknown>) => {
  const sleep = world.clock.sleep.bind(world.clock);
  world.clock.sleep = async (ms, signal) => {
    await happen(ms);
    return sleep(ms, signal);
  };
};
const camera = { unreachable: ScriptedDevices.refusing("camera_unreachable", "The camera gave no picture.") };

describe("a planned recording", () => {
  test("opens the court 20 s before and records on time to the planned end, in its maker's name", async () => {
    const plan = await on.plan(1);
    const [startsAt, endsAt] = [60_000, 60_000 + 3_600_000].map((ms) => new Date(world.clock.now().getTime() + ms));
    seconds(39);
    await tick();
    expect(world.devices.sent).toEqual([]);
    seconds(2);
    const opened = world.clock.now();
    await tick();
    const [session, ...more] = await sessions();
    expect(more).toEqual([]);
    expect(session).toMatchObject({ createdById: world.staff.id, createdAt: opened, status: "active" });
    expect(session!.recording).toMatchObject({ startedAt: startsAt, endsAt, durationMinutes: 60 });
    expect(world.devices.asked("record.start")[0]!.ends_at).toBe(endsAt!.toISOString());
    expect(await first()).toMatchObject({
      state: "started",
      session_id: session!.id,
      recording: { status: "recording" },
    });
    const entries = await database.db.auditEntry.findMany({ where: { target: { in: [plan.id, session!.id] } } });
    expect(entries.map(({ actor, action }) => `${actor} ${action}`).sort()).toEqual([
      "system:schedule plan.start",
      "system:schedule recording.start",
      "system:schedule session.create",
      `user:${world.staff.id} plan.create`,
    ]);
    seconds(5);
    await tick();
    expect(await sessions()).toHaveLength(1);
  });

  test("is started by exactly one of many programs that look at the same moment", async () => {
    await on.plan(0);
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimDueRuns(schedule())));
    expect(claims.flat()).toHaveLength(1);
    // The one that took it died; when its lease is over another goes on.
    await tick();
    expect(await sessions()).toEqual([]);
    seconds(31);
    await tick();
    expect((await sessions())[0]!.recording).toMatchObject({ status: "recording" });
  });

  test("starts late for the rest after Vigie was away, and is missed when it was away for all of it", async () => {
    await on.plan(10);
    seconds(10 * 60 + 25 * 60 + 30);
    await tick();
    expect((await sessions())[0]!.recording).toMatchObject({ durationMinutes: 35 });
    expect(await on.states()).toEqual(["started"]);

    await on.plan(120, { title: "Missed" });
    seconds(120 * 60 + 3_600);
    await tick();
    const missed = (await on.schedule()).occurrences.find(({ title }) => title === "Missed");
    expect(missed).toMatchObject({
      state: "missed",
      cause: "vigie_away",
      error: expect.stringContaining("not running"),
    });
    expect(await database.db.planRun.count({ where: { planId: missed!.plan_id, status: "missed" } })).toBe(1);
  });

  test("goes on for a club whose maker was disabled", async () => {
    await on.plan(0);
    await database.db.user.update({ where: { id: world.staff.id }, data: { disabledAt: new Date() } });
    await tick();
    expect((await sessions())[0]!.recording).toMatchObject({ status: "recording" });
  });
});

describe("what stands in the way", () => {
  test("a camera that is away is tried again until it answers, then recorded for the rest", async () => {
    await on.plan(0);
    world.devices.on({ "session.open": camera.unreachable });
    await tick();
    expect(await first()).toMatchObject({
      state: "starting",
      attempts: 1,
      cause: "camera_unreachable",
      session_id: null,
    });
    for (let again = 0; again < 5; again++) {
      seconds(31);
      await tick();
    }
    expect(await first()).toMatchObject({ state: "starting", attempts: 6 });
    expect(await sessions()).toEqual([]);
    obedient(world.devices, world.clock);
    seconds(31);
    await tick();
    expect(await first()).toMatchObject({ state: "started", cause: null, error: null });
  });

  test("a device that stays away until the end makes it failed, with the cause in one sentence", async () => {
    await on.plan(0);
    world.devices.setOffline(world.hub);
    await tick();
    seconds(3_601);
    await tick();
    expect(await first()).toMatchObject({
      state: "failed",
      cause: "device_offline",
      error: 'The device "Hub" is offline. Check its power and network.',
    });
    // Nothing was opened, so nothing is left, and nothing was asked of a device known to be away.
    expect([await sessions(), world.devices.sent]).toEqual([[], []]);
  });

  test("a refused start closes the session that was opened for it", async () => {
    await on.plan(0);
    world.devices.on({ "record.start": ScriptedDevices.refusing("storage_full", "No room is left.") });
    await tick();
    expect(await first()).toMatchObject({ state: "starting", cause: "storage_full", session_id: null });
    expect((await sessions()).map(({ status, recording }) => [status, recording])).toEqual([["closed", null]]);
  });

  test("a start without an answer is looked at before it is tried again", async () => {
    await on.plan(0);
    world.devices.on({ "record.start": ScriptedDevices.refusing("device_timeout", "No answer.") });
    await tick();
    const [session] = await sessions();
    expect(await first()).toMatchObject({ state: "starting", cause: "device_timeout", session_id: session!.id });
    seconds(5);
    await tick();
    expect(await first()).toMatchObject({ state: "starting", attempts: 2, session_id: session!.id });
    const now = { status: "recording" as const, startedAt: world.clock.now() };
    await database.db.recording.update({ where: { sessionId: session!.id }, data: now });
    seconds(31);
    await tick();
    expect(await first()).toMatchObject({ state: "started", session_id: session!.id });
    expect(world.devices.asked("record.start")).toHaveLength(1);
  });

  const recordByHand = async (minutes: number) => {
    const { session_id } = await createSession(world.ctx(world.a.admin), { terrain_id: world.a.court.id });
    await startRecording(world.ctx(world.a.admin), { session_id, duration_minutes: minutes });
    return session_id;
  };

  test("a recording by hand that lasts as long is taken for the planned one", async () => {
    await on.plan(10);
    const byHand = await recordByHand(75);
    seconds(10 * 60);
    await tick();
    expect(await first()).toMatchObject({ state: "started", session_id: byHand });
    const own = (await sessions()).filter(({ id }) => id !== byHand);
    expect(own.map(({ status, recording }) => [status, recording])).toEqual([["closed", null]]);
  });

  test("a shorter one is shown, named, and followed by the rest", async () => {
    await on.plan(10);
    await recordByHand(20);
    expect((await first()).conflict).toMatchObject({ kind: "recording", title: world.a.admin.name });
    seconds(10 * 60);
    await tick();
    expect(await first()).toMatchObject({
      state: "starting",
      cause: "court_recording",
      error: expect.stringContaining(`${world.a.admin.name} is recording on this court until`),
    });
    await database.db.recording.updateMany({ where: { clubId: world.a.id }, data: { status: "ready" } });
    seconds(10 * 60);
    await tick();
    expect(await first()).toMatchObject({ state: "started", recording: { status: "recording" } });
  });

  test("one that ends as it begins hands the camera over within the second", async () => {
    await on.plan(0, { duration_minutes: 30 });
    await tick();
    await on.plan(30);
    const [before] = await sessions();
    seconds(30 * 60 - 10);
    // The device says that the first one is over a moment after it was.
    const finalizing = { where: { sessionId: before!.id }, data: { status: "finalizing" as const } };
    let polls = 0;
    duringSleep(async (ms) => {
      if (ms === 250 && ++polls === 3) await database.db.recording.update(finalizing);
    });
    await tick();
    expect(await on.states()).toEqual(["started", "started"]);
    const [, second] = world.devices.asked("record.start");
    expect(second!.ends_at).toBe(new Date(Date.parse((await first()).ends_at) + 3_600_000).toISOString());
  });

  test.each([
    ["leaves it out", skipOccurrence],
    ["cancels it", (ctx: Ctx, id: string) => cancelPlan(ctx, id)],
  ])("who %s while the camera warms up finds no recording and no session", async (_, change) => {
    const { id } = await on.plan(1);
    const { starts_at } = await first();
    seconds(45);
    duringSleep(() => change(world.ctx(world.staff), id, { starts_at }));
    await tick();
    expect(world.devices.asked("record.start")).toEqual([]);
    expect((await sessions()).map(({ status }) => status)).toEqual(["closed"]);
  });

  test("a program that stops leaves what waits to the next one at once", async () => {
    await on.plan(1);
    seconds(45);
    const stopping = new AbortController();
    duringSleep(async () => stopping.abort());
    await (await startDuePlans(schedule(), stopping.signal)).settled;
    expect(await first()).toMatchObject({ state: "starting", attempts: 0 });
    await tick();
    expect(await first()).toMatchObject({ state: "started" });
    expect(await sessions()).toHaveLength(1);
  });
});
