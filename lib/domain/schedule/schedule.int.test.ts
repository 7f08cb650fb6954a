import { describe, expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { startRecording } from "../recordings/start";
import { createSession } from "../sessions/create";
import { cancelPlan } from "./cancel";
import { checkPlan } from "./check";
import { createPlan } from "./create";
import { listSchedule } from "./list";
import { skipOccurrence, unskipOccurrence } from "./skip";
import { updatePlan } from "./update";
import { planning } from "./world.fixture";

let world: World;
let on: ReturnType<typeof planning>;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
  on = planning(world);
});

const staff = () => world.ctx(world.staff);
const audited = (action: string, target: string) => world.db.auditEntry.count({ where: { action, target } });
const wall = (iso: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", timeStyle: "short" }).format(new Date(iso));

describe("a plan", () => {
  test("once is one time ahead; its maker, court and club's time zone are said", async () => {
    const plan = await on.plan(90, { title: "Ladies' final" });
    const { occurrences, plans, clubs } = await on.schedule();
    expect(occurrences).toMatchObject([
      { plan_id: plan.id, title: "Ladies' final", court_name: "Court 1", state: "planned", conflict: null },
    ]);
    expect(plans).toEqual([plan]);
    expect(plan).toMatchObject({ created_by_name: world.staff.name, timezone: "Europe/Paris", start_time: "20:30" });
    expect(clubs).toMatchObject([{ id: world.a.id, timezone: "Europe/Paris" }]);
    expect(await audited("plan.create", plan.id)).toBe(1);
  });

  test("every week stays at its hour across the change of clocks", async () => {
    await on.plan(60, { weekly: true });
    const { occurrences } = await on.schedule(35);
    expect(occurrences).toHaveLength(5);
    expect(new Set(occurrences.map(({ starts_at }) => wall(starts_at)))).toEqual(new Set(["20:00"]));
    expect(new Set(occurrences.map(({ starts_at }) => starts_at.slice(11, 16)))).toEqual(new Set(["19:00", "18:00"]));
  });

  test("that is over, or ends before it begins, is refused", async () => {
    await expect(on.plan(-61)).rejects.toMatchObject({ code: "unprocessable" });
    await expect(on.plan(5, { weekly: true, ends_on: "2026-02-01" })).rejects.toMatchObject({ code: "unprocessable" });
    // Still running: it would start for the rest.
    expect((await on.plan(-30)).start_time).toBe("18:30");
  });

  test("of another club is absent, to read and to change", async () => {
    const theirs = await createPlan(world.ctx(world.b.admin), on.inMinutes(60, { terrain_id: world.b.court.id }));
    const starts_at = (await listSchedule(world.ctx(world.b.admin), {})).occurrences[0]!.starts_at;
    expect((await on.schedule()).occurrences).toEqual([]);
    const absent = { code: "not_found" };
    await expect(on.plan(60, { terrain_id: world.b.court.id })).rejects.toMatchObject(absent);
    await expect(updatePlan(staff(), theirs.id, { title: "x" })).rejects.toMatchObject(absent);
    await expect(cancelPlan(staff(), theirs.id)).rejects.toMatchObject(absent);
    await expect(skipOccurrence(staff(), theirs.id, { starts_at })).rejects.toMatchObject(absent);
    await expect(unskipOccurrence(staff(), theirs.id, { starts_at })).rejects.toMatchObject(absent);
    await expect(checkPlan(staff(), { ...on.inMinutes(9), plan_id: theirs.id })).rejects.toMatchObject(absent);
    await expect(listSchedule(staff(), { club_id: world.b.id })).rejects.toMatchObject(absent);
    const own = await on.plan(60);
    await expect(updatePlan(staff(), own.id, { terrain_id: world.b.court.id })).rejects.toMatchObject(absent);
    await expect(on.schedule(7, world.a.player)).rejects.toMatchObject({ code: "forbidden" });
    const all = await listSchedule(world.ctx(world.superAdmin), {});
    expect(all.occurrences.map(({ plan_id }) => plan_id)).toEqual(expect.arrayContaining([theirs.id, own.id]));
  });
});

describe("two at once on one court", () => {
  test("are refused with what is in the way, also across midnight; the next court is free", async () => {
    await on.plan(270, { title: "Late", duration_minutes: 120 }); // 23:30 – 01:30
    const after = on.inMinutes(330, { title: "Early" }); // 00:30 the next day
    await expect(createPlan(staff(), after)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining('"Late" is planned on this court'),
      details: { conflict: { kind: "plan", title: "Late", starts_at: "2026-03-01T22:30:00.000Z" } },
    });
    expect((await checkPlan(staff(), after)).conflict).toMatchObject({ title: "Late" });
    const court = await world.db.court.create({ data: { clubId: world.a.id, name: "Court 2" } });
    await createPlan(staff(), { ...after, terrain_id: court.id });
  });

  test("twelve people who want the same hour get it once", async () => {
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => on.plan(60)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a recording that runs is in the way until its end", async () => {
    const { session_id } = await createSession(world.ctx(world.a.admin), { terrain_id: world.a.court.id });
    await startRecording(world.ctx(world.a.admin), { session_id, duration_minutes: 45 });
    await expect(on.plan(30)).rejects.toMatchObject({
      details: { conflict: { kind: "recording", title: world.a.admin.name } },
    });
    await on.plan(45);
  });

  test("a plan is not in its own way when it changes", async () => {
    const plan = await on.plan(60, { weekly: true });
    expect(await updatePlan(staff(), plan.id, { duration_minutes: 90, title: "Longer" })).toMatchObject({
      duration_minutes: 90,
      title: "Longer",
    });
    const check = { ...on.inMinutes(60, { weekly: true }), plan_id: plan.id };
    expect(await checkPlan(staff(), check)).toMatchObject({
      conflict: null,
      next: { starts_at: "2026-03-01T19:00:00.000Z" },
    });
    expect(await audited("plan.update", plan.id)).toBe(1);
  });
});

describe("one time of a weekly plan", () => {
  const weekly = async () => {
    const plan = await on.plan(60, { weekly: true });
    return { plan, starts_at: (await on.schedule()).occurrences[0]!.starts_at };
  };

  test("left out frees the court; brought back, it finds it taken", async () => {
    const { plan, starts_at } = await weekly();
    expect(await skipOccurrence(staff(), plan.id, { starts_at })).toMatchObject({ state: "skipped", starts_at });
    await skipOccurrence(staff(), plan.id, { starts_at });
    const other = await on.plan(60, { title: "Instead" });
    await expect(unskipOccurrence(staff(), plan.id, { starts_at })).rejects.toMatchObject({
      details: { conflict: { title: "Instead" } },
    });
    await cancelPlan(staff(), other.id);
    expect(await unskipOccurrence(staff(), plan.id, { starts_at })).toMatchObject({ state: "planned" });
  });

  test("stays left out when the hour changes, and gone with the plan", async () => {
    const { plan, starts_at } = await weekly();
    await skipOccurrence(staff(), plan.id, { starts_at });
    await updatePlan(staff(), plan.id, { start_time: "21:15" });
    const { occurrences } = await on.schedule(8);
    expect(occurrences.map(({ state, starts_at }) => [state, wall(starts_at)])).toEqual([
      ["skipped", "21:15"],
      ["planned", "21:15"],
    ]);
    await cancelPlan(staff(), plan.id);
    expect((await on.schedule()).occurrences).toEqual([]);
    await expect(cancelPlan(staff(), plan.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("must be one of the plan's, and ahead", async () => {
    const { plan, starts_at } = await weekly();
    const other = new Date(Date.parse(starts_at) + 60_000).toISOString();
    await expect(skipOccurrence(staff(), plan.id, { starts_at: other })).rejects.toMatchObject({ code: "not_found" });
    world.clock.advance(2 * 3_600_000 + 1);
    await expect(skipOccurrence(staff(), plan.id, { starts_at })).rejects.toMatchObject({ code: "conflict" });
  });
});
