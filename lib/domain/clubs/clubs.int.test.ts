import { expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { createClub } from "./create";
import { getClub } from "./get";
import { listClubs } from "./list";
import { updateClub } from "./update";

let world: World;
eachWorld((made) => {
  world = made;
});

const club = (name: string) => ({
  ...{ name, timezone: "America/Martinique", locale: "fr" as const },
  ...{ players_may_see_own: false, sharing_allowed: false, replays_enabled: false },
});
const asSuper = () => world.ctx(world.superAdmin);
const asAdmin = () => world.ctx(world.a.admin);

test("a super admin adds a club, once under its name, and it is in the audit log", async () => {
  const name = `Padel ${world.tag}`;
  const made = await createClub(asSuper(), club(name));
  expect(made).toMatchObject({ name, timezone: "America/Martinique", counts: { people: 0, courts: 0, cameras: 0 } });
  await expect(createClub(asSuper(), club(name))).rejects.toMatchObject({ code: "conflict" });
  expect(await world.db.auditEntry.findMany({ where: { clubId: made.id } })).toMatchObject([{ action: "club.create" }]);
  await expect(createClub(asAdmin(), club("X"))).rejects.toMatchObject({ code: "forbidden" });
});

test("a club admin reads and changes the own club; another one answers like none", async () => {
  const changed = await updateClub(asAdmin(), world.a.id, { players_may_see_own: true, timezone: "Indian/Reunion" });
  expect(changed).toMatchObject({ id: world.a.id, players_may_see_own: true, timezone: "Indian/Reunion" });
  expect(changed.counts).toEqual({ people: 4, courts: 1, cameras: 1 });
  const answer = (id: number) => getClub(asAdmin(), id).catch(({ code, message }) => ({ code, message }));
  expect(await answer(world.b.id)).toMatchObject({ code: "not_found" });
  expect(await answer(world.b.id)).toEqual(await answer(2_000_000_000));
  await expect(updateClub(asAdmin(), world.b.id, { name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
  for (const actor of [world.staff, world.a.player])
    await expect(getClub(world.ctx(actor), world.a.id)).rejects.toMatchObject({ code: "forbidden" });
});

test("a name that another club has is refused in words", async () => {
  const taken = updateClub(asAdmin(), world.a.id, { name: world.b.name });
  await expect(taken).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(world.b.name) });
});

test("lists page by page, by name; a club admin sees one", async () => {
  expect((await listClubs(asAdmin(), { limit: 50 })).clubs.map(({ id }) => id)).toEqual([world.a.id]);
  const seen: number[] = [];
  for (let cursor: string | undefined, go = true; go; ) {
    const { clubs, next_cursor } = await listClubs(asSuper(), { limit: 2, cursor });
    seen.push(...clubs.map(({ id }) => id));
    cursor = next_cursor ?? undefined;
    go = next_cursor !== null;
  }
  expect(seen).toHaveLength(await world.db.club.count());
  expect(new Set(seen).size).toBe(seen.length);
  await expect(listClubs(asSuper(), { limit: 2, cursor: "WzEse30" })).rejects.toMatchObject({ code: "unprocessable" });
});
