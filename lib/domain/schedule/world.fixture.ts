import type { CreatePlan } from "@/lib/contracts/schedule";
import { timeOf, wallClock } from "@/lib/core/zoned-time";
import type { World } from "@/test/domain-world";
import { createPlan } from "./create";
import { listSchedule } from "./list";
import { startDuePlans } from "./start-due";

const ZONE = "Europe/Paris";

/** Planning in a world of tests, by the clock of its clubs. */
export function planning(world: World) {
  /** On court 1 of club A, so many minutes from now, for an hour. */
  const inMinutes = (minutes: number, change: Partial<CreatePlan> = {}): CreatePlan => {
    const { day, minute } = wallClock(world.clock.now().getTime() + minutes * 60_000, ZONE);
    const when = { starts_on: day, start_time: timeOf(minute), duration_minutes: 60, weekly: false, ends_on: null };
    return { terrain_id: world.a.court.id, title: "", ...when, ...change };
  };
  const plan = (minutes: number, change?: Partial<CreatePlan>, actor = world.staff) =>
    createPlan(world.ctx(actor), inMinutes(minutes, change));
  const schedule = (days = 7, actor = world.staff) => {
    const now = world.clock.now().getTime();
    const [from, to] = [now - 86_400_000, now + days * 86_400_000].map((at) => new Date(at).toISOString());
    return listSchedule(world.ctx(actor), { from, to });
  };
  const states = async () => (await schedule()).occurrences.map(({ state }) => state);
  return { inMinutes, plan, schedule, states };
}

/** What the program that starts plans does and finds, in a world of tests. */
export function starting(world: World) {
  const on = planning(world);
  const ctx = { ...world.system, actor: { kind: "system", name: "schedule" } as const };
  return {
    ctx,
    tick: async (signal?: AbortSignal) => (await startDuePlans(ctx, signal)).settled,
    seconds: (count: number) => world.clock.advance(count * 1_000),
    first: async () => (await on.schedule()).occurrences[0]!,
    sessions: () => world.db.session.findMany({ where: { clubId: world.a.id }, include: { recording: true } }),
    /** Something happens whenever the code under test waits. */
    duringSleep(happen: (ms: number) => Promise<unknown>): void {
      const sleep = world.clock.sleep.bind(world.clock);
      world.clock.sleep = async (ms, signal) => {
        await happen(ms);
        return sleep(ms, signal);
      };
    },
  };
}
