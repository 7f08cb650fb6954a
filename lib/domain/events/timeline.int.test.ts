import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeviceEvent } from "@/lib/contracts/mqtt";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { addPi, press } from "@/test/pi";
import { insertEvents } from "./insert";
import { listEvents } from "./list";

let world: World;
let pi: string;
eachWorld(async (made) => {
  world = made;
  pi = await addPi(world.db, world);
});

test("the order of a device is that of its boots and sequence, whatever its clock said and however it arrived", async () => {
  const wrong = { occurred_at: "1970-01-01T00:00:05.000Z", clock_synced: false };
  const seen = (boot_id: string, seq: number, change: Partial<DeviceEvent>) =>
    press({ boot_id, seq, monotonic_ms: seq * 1_000, occurred_at: "2026-03-01T17:00:00.000Z", ...change });
  const events = [
    seen("b1", 1, wrong),
    seen("b1", 2, wrong),
    seen("b1", 3, { occurred_at: "2026-03-01T17:30:00.000Z" }),
    seen("b1", 4, { occurred_at: "2026-03-01T16:30:00.000Z" }),
    seen("b2", 5, wrong),
    seen("b2", 6, { ...wrong, age_ms: 60_000 }),
    seen("b2", 7, { occurred_at: "2026-03-01T17:59:30.000Z" }),
  ];
  const send = (...numbers: number[]) =>
    insertEvents(
      world.system,
      pi,
      numbers.map((n) => events[n - 1]!),
    );
  await send(1);
  await send(5);
  await send(4, 3);
  await send(6, 2);
  await send(7);
  const listed = (await listEvents(world.ctx(world.staff), { limit: 50, device: pi })).events.reverse();
  expect(listed.map(({ event_id }) => event_id)).toEqual(events.map(({ event_id }) => event_id));
  expect(listed.map(({ placed_at }) => placed_at.slice(11, 19))).toEqual([
    ...["17:29:58", "17:29:59", "17:30:00", "17:30:00", "17:59:00", "17:59:00", "17:59:30"],
  ]);
  expect(listed.map(({ clock_synced }) => clock_synced)).toEqual([false, false, true, true, false, false, true]);
  const first = await listEvents(world.ctx(world.staff), { limit: 3, device: pi });
  const rest = await listEvents(world.ctx(world.staff), { limit: 4, device: pi, cursor: first.next_cursor! });
  expect([...first.events, ...rest.events].map(({ event_id }) => event_id).reverse()).toEqual(
    events.map((e) => e.event_id),
  );
});

test("any story, told in batches in any order, is read in the order of boots and sequence", async () => {
  const moment = fc.record({
    ...{ reboot: fc.nat(4), jumpHours: fc.constantFrom(0, 0, 1, -1, -400_000), gapMs: fc.nat(3_600_000) },
    ...{ isSynced: fc.boolean(), saysAge: fc.boolean(), batch: fc.nat(4) },
  });
  const stories = fc.sample(fc.array(moment, { minLength: 3, maxLength: 14 }), 8);
  for (const [number, story] of stories.entries()) {
    const deviceId = `${pi}-${number}`;
    await world.db.device.create({ data: { id: deviceId, clubId: world.a.id, name: "Pi", tokenHash: "-" } });
    let [boot, bootedMs, atMs] = [0, 0, world.clock.now().getTime() - 86_400_000];
    const said = story.map(({ reboot, jumpHours, gapMs, isSynced, saysAge, batch }, n) => {
      atMs += gapMs;
      if (reboot === 0) [boot, bootedMs] = [boot + 1, atMs];
      const occurredMs = isSynced ? atMs : Math.max(0, atMs + jumpHours * 3_600_000);
      const event = press({
        ...{ seq: n + 1, boot_id: `boot ${boot}`, monotonic_ms: atMs - bootedMs, clock_synced: isSynced },
        ...{ occurred_at: new Date(occurredMs).toISOString() },
        ...(saysAge && { age_ms: Math.max(0, world.clock.now().getTime() - atMs) }),
      });
      return { event, boot, batch };
    });
    // As the outbox sends: nothing of a boot before the one before it is through; within it in any order.
    for (let b = 0; b <= boot; b++)
      for (let batch = 0; batch <= 4; batch++) {
        const some = said.filter((one) => one.boot === b && one.batch === batch).map(({ event }) => event);
        await insertEvents(world.system, deviceId, some);
      }
    const { events } = await listEvents(world.ctx(world.staff), { limit: 50, device: deviceId });
    expect(events.map(({ event_id }) => event_id).reverse()).toEqual(said.map(({ event }) => event.event_id));
  }
});
