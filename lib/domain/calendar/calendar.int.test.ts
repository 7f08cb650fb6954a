import { describe, expect, test } from "vitest";
import { ANONYMOUS } from "@/lib/auth/actor";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { readICalendar, readUtc } from "@/test/read-icalendar";
import { createPlan } from "../schedule/create";
import { skipOccurrence } from "../schedule/skip";
import { updatePlan } from "../schedule/update";
import { planning } from "../schedule/world.fixture";
import { createFeed, getFeed, revokeFeed } from "./feed";
import { readCalendar } from "./read";

let world: World;
let on: ReturnType<typeof planning>;
eachWorld((made) => {
  world = made;
  on = planning(world);
});

const staff = () => world.ctx(world.staff);
const read = (token: string) => readCalendar(world.ctx(ANONYMOUS), token);
const events = async (token: string) => readICalendar(await read(token)).events;

describe("a calendar address", () => {
  test("shows what its owner may see, each week as a time of its own, and not what was left out", async () => {
    const plan = await on.plan(60, { weekly: true, title: "Cours; débutants, mixtes" });
    await createPlan(world.ctx(world.b.admin), on.inMinutes(60, { terrain_id: world.b.court.id }));
    const { token } = await createFeed(staff());
    const before = await events(token);
    expect(before).toHaveLength(18);
    expect(before[0]).toMatchObject({
      UID: `${plan.id}-20260301@vigie`,
      SUMMARY: "Cours; débutants, mixtes · Court 1",
      DTSTART: "20260301T190000Z",
      STATUS: "CONFIRMED",
    });
    // After the clocks changed, an hour earlier in UTC.
    expect(readUtc(before[4]!.DTSTART!).toISOString()).toBe("2026-03-29T18:00:00.000Z");

    await skipOccurrence(staff(), plan.id, { starts_at: "2026-03-08T19:00:00.000Z" });
    await updatePlan(staff(), plan.id, { start_time: "21:00" });
    const after = await events(token);
    const uids = before.map(({ UID }) => UID);
    expect(after.map(({ UID }) => UID)).toEqual(uids.filter((uid) => uid !== `${plan.id}-20260308@vigie`));
    expect(after[0]!.DTSTART).toBe("20260301T200000Z");
  });

  test("says that it was read, is the same until something changes, and a new one ends it", async () => {
    await on.plan(60);
    const { token, feed } = await createFeed(staff());
    expect(feed.last_read_at).toBeNull();
    const text = await read(token);
    world.clock.advance(61_000);
    expect(await read(token)).toBe(text);
    expect((await getFeed(staff()))!.last_read_at).toBe(world.clock.now().toISOString());
    const next = await createFeed(staff());
    await expect(read(token)).rejects.toMatchObject({ code: "not_found" });
    expect(await events(next.token)).toHaveLength(1);
    expect(await world.db.calendarFeed.count({ where: { tokenHash: { contains: next.token } } })).toBe(0);
  });

  test("is dead for all the same: unknown, revoked, its owner disabled or no more of the staff", async () => {
    const answers: string[] = [];
    const dead = async (token: string) => {
      const error = await read(token).catch((refusal: Error) => refusal);
      answers.push(String(error));
    };
    await dead(`vigiec_${"x".repeat(43)}`);
    const first = await createFeed(staff());
    await revokeFeed(staff());
    await revokeFeed(staff());
    await dead(first.token);
    const { token } = await createFeed(staff());
    const owner = { where: { id: world.staff.id } };
    await world.db.user.update({ ...owner, data: { disabledAt: new Date() } });
    await dead(token);
    await world.db.user.update({ ...owner, data: { disabledAt: null, role: "PLAYER" } });
    await dead(token);
    await world.db.user.update({ ...owner, data: { role: "STAFF" } });
    expect(await events(token)).toEqual([]);
    expect(new Set(answers).size).toBe(1);
    expect(answers).toHaveLength(4);
    expect(
      await world.db.auditEntry.count({
        where: { action: "calendar_feed.revoke", actor: `user:${world.staff.id}` },
      }),
    ).toBe(1);
    await expect(createFeed(world.ctx(world.a.player))).rejects.toMatchObject({ code: "forbidden" });
  });
});
