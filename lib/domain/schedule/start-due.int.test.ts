import { describe, expect, test } from "vitest";
import { timeOf, wallClock } from "@/lib/core/zoned-time";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { claimDueRuns } from "./claim-due";
import { listSchedule } from "./list";
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

describe("a planned recording", () => {
  test("opens the court 20 s before and records on time to the planned end, in its maker's name", async () => {
    const plan = await on.plan(1);
    const [startsAt, endsAt] = [60_000, 60_000 + 3_600_000].map((ms) => new Date(world.clock.now().getTime() + ms));
    starter.seconds(39);
    await starter.tick();
    expect(world.devices.sent).toEqual([]);
    starter.seconds(2);
    const opened = world.clock.now();
    await starter.tick();
    const [session, ...more] = await starter.sessions();
    expect(more).toEqual([]);
    expect(session).toMatchObject({ createdById: world.staff.id, createdAt: opened, status: "active" });
    expect(session!.recording).toMatchObject({ startedAt: startsAt, endsAt, durationMinutes: 60 });
    expect(world.devices.asked("record.start")[0]!.ends_at).toBe(endsAt!.toISOString());
    expect(await starter.first()).toMatchObject({
      state: "started",
      session_id: session!.id,
      recording: { status: "recording" },
    });
    const entries = await world.db.auditEntry.findMany({ where: { target: { in: [plan.id, session!.id] } } });
    expect(entries.map(({ actor, action }) => `${actor} ${action}`).sort()).toEqual([
      "system:schedule plan.start",
      "system:schedule recording.start",
      "system:schedule session.create",
      `user:${world.staff.id} plan.create`,
    ]);
    starter.seconds(5);
    await starter.tick();
    expect(await starter.sessions()).toHaveLength(1);
  });

  test("is started by exactly one of many programs that look at the same moment", async () => {
    await on.plan(0);
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimDueRuns(starter.ctx)));
    expect(claims.flat()).toHaveLength(1);
    // The one that took it died; when its lease is over another goes on.
    await starter.tick();
    expect(await starter.sessions()).toEqual([]);
    starter.seconds(31);
    await starter.tick();
    expect((await starter.sessions())[0]!.recording).toMatchObject({ status: "recording" });
  });

  test("is taken over, with its session, from a program that fell asleep while the camera warmed up", async () => {
    await on.plan(1);
    starter.seconds(45);
    // Another program looks when the first one should have said something; the first one wakes even later.
    let isAsleep = false;
    starter.duringSleep(async () => {
      if (isAsleep) return;
      isAsleep = true;
      starter.seconds(15 + 6);
      await starter.tick();
    });
    await starter.tick();
    const [session, ...more] = await starter.sessions();
    expect(more).toEqual([]);
    expect(session).toMatchObject({ status: "active", recording: { status: "recording" } });
    expect(await starter.first()).toMatchObject({ state: "started", session_id: session!.id });
  });

  test.each([
    ["Europe/Paris", 23, "tomorrow already"],
    ["Pacific/Kiritimati", 11, "14 hours ahead"],
    ["Pacific/Pago_Pago", 10, "yesterday still"],
  ])("starts where the calendar shows another day than UTC: %s at %i:00 UTC, %s", async (timezone, hour) => {
    const at = new Date(world.clock.now());
    world.clock.advance(at.setUTCHours(24 + hour) - world.clock.now().getTime());
    await world.db.club.update({ where: { id: world.a.id }, data: { timezone } });
    const { day, minute } = wallClock(world.clock.now().getTime(), timezone);
    expect(day).not.toBe(world.clock.now().toISOString().slice(0, 10));
    await on.plan(0, { starts_on: day, start_time: timeOf(minute) });
    const shown = async () => {
      const [from, to] = [0, 60_000].map((ms) => new Date(world.clock.now().getTime() + ms).toISOString());
      return (await listSchedule(world.ctx(world.staff), { from, to })).occurrences.map(({ state }) => state);
    };
    expect(await shown()).toEqual(["planned"]);
    await starter.tick();
    expect((await starter.sessions())[0]?.recording).toMatchObject({ status: "recording" });
    expect(await shown()).toEqual(["started"]);
  });

  test("starts late for the rest after Vigie was away, and is missed when it was away for all of it", async () => {
    await on.plan(10);
    starter.seconds(10 * 60 + 25 * 60 + 30);
    await starter.tick();
    expect((await starter.sessions())[0]!.recording).toMatchObject({ durationMinutes: 35 });
    expect(await on.states()).toEqual(["started"]);

    await on.plan(120, { title: "Missed" });
    starter.seconds(120 * 60 + 3_600);
    await starter.tick();
    const missed = (await on.schedule()).occurrences.find(({ title }) => title === "Missed");
    expect(missed).toMatchObject({
      state: "missed",
      cause: "vigie_away",
      error: expect.stringContaining("not running"),
    });
    expect(await world.db.planRun.count({ where: { planId: missed!.plan_id, status: "missed" } })).toBe(1);
  });

  test("goes on for a club whose maker was disabled", async () => {
    await on.plan(0);
    await world.db.user.update({ where: { id: world.staff.id }, data: { disabledAt: new Date() } });
    await starter.tick();
    expect((await starter.sessions())[0]!.recording).toMatchObject({ status: "recording" });
  });
});
