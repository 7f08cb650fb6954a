import { describe, expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { ScriptedDevices } from "@/test/scripted-devices";
import type { Ctx } from "../context";
import { readOverview } from "../overview/read";
import { startRecording } from "../recordings/start";
import { createSession } from "../sessions/create";
import { cancelPlan } from "./cancel";
import { skipOccurrence } from "./skip";
import { planning, starting } from "./world.fixture";

let world: World;
let on: ReturnType<typeof planning>;
let starter: ReturnType<typeof starting>;
eachWorld(async (made) => {
  world = made;
  // Every program starts what is due for everybody: what a test before left behind must not be due.
  await world.db.plan.updateMany({ data: { cancelledAt: new Date() } });
  obedient(world.devices, world.clock);
  on = planning(world);
  starter = starting(world);
});

const unreachable = ScriptedDevices.refusing("camera_unreachable");

describe("what stands in the way", () => {
  test("a camera that is away is tried again until it answers, then recorded for the rest", async () => {
    await on.plan(0);
    world.devices.on({ "session.open": unreachable });
    await starter.tick();
    expect(await starter.first()).toMatchObject({
      state: "starting",
      attempts: 1,
      cause: "camera_unreachable",
      session_id: null,
    });
    for (let again = 0; again < 5; again++) {
      starter.seconds(31);
      await starter.tick();
    }
    expect(await starter.first()).toMatchObject({ state: "starting", attempts: 6 });
    expect(await starter.sessions()).toEqual([]);
    obedient(world.devices, world.clock);
    starter.seconds(31);
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "started", cause: null, error: null });
  });

  test("a device that stays away until the end makes it failed, with the cause in one sentence", async () => {
    await on.plan(0);
    world.devices.setOffline(world.hub);
    await starter.tick();
    starter.seconds(3_601);
    await starter.tick();
    expect(await starter.first()).toMatchObject({
      state: "failed",
      cause: "device_offline",
      error: 'The device "Hub" is offline. Check its power and network.',
    });
    const { problems } = await readOverview(world.ctx(world.staff), {});
    expect(problems.map(({ kind }) => kind)).toEqual(["device_offline", "plan_not_started"]);
    expect((await readOverview(world.ctx(world.b.admin), {})).problems.map(({ kind }) => kind)).toEqual([
      "device_offline",
    ]);
    // Nothing was opened, so nothing is left, and nothing was asked of a device known to be away.
    expect([await starter.sessions(), world.devices.sent]).toEqual([[], []]);
  });

  test("a refused start closes the session that was opened for it", async () => {
    await on.plan(0);
    world.devices.on({ "record.start": ScriptedDevices.refusing("storage_full") });
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "starting", cause: "storage_full", session_id: null });
    expect((await starter.sessions()).map(({ status, recording }) => [status, recording])).toEqual([["closed", null]]);
  });

  test("a start without an answer is looked at before it is tried again", async () => {
    await on.plan(0);
    world.devices.on({ "record.start": ScriptedDevices.refusing("device_timeout") });
    await starter.tick();
    const [session] = await starter.sessions();
    expect(await starter.first()).toMatchObject({
      state: "starting",
      cause: "device_timeout",
      session_id: session!.id,
    });
    starter.seconds(5);
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "starting", attempts: 2, session_id: session!.id });
    const now = { status: "recording" as const, startedAt: world.clock.now() };
    await world.db.recording.update({ where: { sessionId: session!.id }, data: now });
    starter.seconds(31);
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "started", session_id: session!.id });
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
    starter.seconds(10 * 60);
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "started", session_id: byHand });
    const own = (await starter.sessions()).filter(({ id }) => id !== byHand);
    expect(own.map(({ status, recording }) => [status, recording])).toEqual([["closed", null]]);
  });

  test("a shorter one is shown, named, and followed by the rest", async () => {
    await on.plan(10);
    await recordByHand(20);
    expect((await starter.first()).conflict).toMatchObject({ kind: "recording", title: world.a.admin.name });
    starter.seconds(10 * 60);
    await starter.tick();
    expect(await starter.first()).toMatchObject({
      state: "starting",
      cause: "court_recording",
      error: expect.stringContaining(`${world.a.admin.name} is recording on this court until`),
    });
    await world.db.recording.updateMany({ where: { clubId: world.a.id }, data: { status: "ready" } });
    starter.seconds(10 * 60);
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "started", recording: { status: "recording" } });
  });

  test("one that ends as it begins hands the camera over within the second", async () => {
    await on.plan(0, { duration_minutes: 30 });
    await starter.tick();
    await on.plan(30);
    const [before] = await starter.sessions();
    starter.seconds(30 * 60 - 10);
    // The device says that the first one is over a moment after it was.
    const finalizing = { where: { sessionId: before!.id }, data: { status: "finalizing" as const } };
    let polls = 0;
    starter.duringSleep(async (ms) => {
      if (ms === 250 && ++polls === 3) await world.db.recording.update(finalizing);
    });
    await starter.tick();
    expect(await on.states()).toEqual(["started", "started"]);
    const [, second] = world.devices.asked("record.start");
    expect(second!.ends_at).toBe(new Date(Date.parse((await starter.first()).ends_at) + 3_600_000).toISOString());
  });

  test.each([
    ["leaves it out", skipOccurrence],
    ["cancels it", (ctx: Ctx, id: string) => cancelPlan(ctx, id)],
  ])("who %s while the camera warms up finds no recording and no session", async (_, change) => {
    const { id } = await on.plan(1);
    const { starts_at } = await starter.first();
    starter.seconds(45);
    starter.duringSleep(() => change(world.ctx(world.staff), id, { starts_at }));
    await starter.tick();
    expect(world.devices.asked("record.start")).toEqual([]);
    expect((await starter.sessions()).map(({ status }) => status)).toEqual(["closed"]);
  });

  test("a program that stops leaves what waits to the next one at once", async () => {
    await on.plan(1);
    starter.seconds(45);
    const stopping = new AbortController();
    starter.duringSleep(async () => stopping.abort());
    await starter.tick(stopping.signal);
    expect(await starter.first()).toMatchObject({ state: "starting", attempts: 0 });
    await starter.tick();
    expect(await starter.first()).toMatchObject({ state: "started" });
    expect(await starter.sessions()).toHaveLength(1);
  });
});
