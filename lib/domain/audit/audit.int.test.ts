import { beforeEach, describe, expect, test } from "vitest";
import type { AuditFilters } from "@/lib/contracts/audit";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { obedient } from "@/test/recording-reports";
import { createCourt } from "../courts/create";
import { updateCourt } from "../courts/update";
import { createSession } from "../sessions/create";
import { exportAudit } from "./export";
import { listAudit } from "./list";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});

const read = async (filters: AuditFilters = {}, actor = world.a.admin) =>
  (await listAudit(world.ctx(actor), { limit: 200, ...filters })).entries;
const actions = async (filters?: AuditFilters, actor = world.a.admin) =>
  (await read(filters, actor)).map(({ action }) => action);

test("says who did what to what, newest first, to the club it concerns", async () => {
  const { id } = await createCourt(world.ctx(world.a.admin), { name: "Centre" });
  await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id });
  const [session, court, ...rest] = await read();
  expect(rest).toEqual([]);
  expect(session).toMatchObject({ action: "session.create", target_name: "Court 1", actor_name: world.a.player.name });
  expect(court).toMatchObject({
    ...{ actor: `user:${world.a.admin.id}`, action: "court.create", target: String(id), target_name: "Centre" },
    ...{ at: "2026-03-01T18:00:00.000Z", request_id: `test-${world.tag}`, details: { name: "Centre" } },
  });
  expect(await read({}, world.b.admin)).toEqual([]);
  expect(await actions({ club_id: world.a.id }, world.superAdmin)).toEqual(["session.create", "court.create"]);
});

test("another club's log is not found; staff and players read none", async () => {
  await expect(read({ club_id: world.b.id })).rejects.toMatchObject({ code: "not_found" });
  for (const actor of [world.staff, world.a.player])
    await expect(read({}, actor)).rejects.toMatchObject({ code: "forbidden" });
});

describe("filters", () => {
  let court: number;
  beforeEach(async () => {
    const admin = world.ctx(world.a.admin);
    court = (await createCourt(admin, { name: "Centre" })).id;
    world.clock.advance(60_000);
    await updateCourt(admin, court, { name: "Philippe-Chatrier" });
    world.clock.advance(60_000);
    await createSession(world.ctx(world.a.player), { terrain_id: world.a.court.id });
  });

  test("by person: a label, a part of a name or an address", async () => {
    expect(await actions({ actor: `user:${world.a.player.id}` })).toEqual(["session.create"]);
    expect(await actions({ actor: world.a.player.name.toLowerCase() })).toEqual(["session.create"]);
    expect(await actions({ actor: world.a.admin.email })).toEqual(["court.update", "court.create"]);
    expect(await actions({ actor: "no such person" })).toEqual([]);
    expect(await actions({ actor: world.b.admin.email })).toEqual([]);
  });

  test("by action, alone or the family of it", async () => {
    expect(await actions({ action: "court.create" })).toEqual(["court.create"]);
    expect(await actions({ action: "court" })).toEqual(["court.update", "court.create"]);
    expect(await actions({ action: "cour" })).toEqual([]);
  });

  test("by target: an id, or what it is called today", async () => {
    expect(await actions({ target: "chatrier" })).toEqual(["court.update", "court.create"]);
    expect(await actions({ target: String(court), action: "court" })).toEqual(["court.update", "court.create"]);
    expect(await actions({ target: "%" })).toEqual([]);
  });

  test("by time: from is in, to is out", async () => {
    const from = "2026-03-01T18:01:00.000Z";
    expect(await actions({ from })).toEqual(["session.create", "court.update"]);
    expect(await actions({ to: from })).toEqual(["court.create"]);
  });

  test("page after page, every entry once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(world.ctx(world.a.admin), { limit: 1, cursor });
      seen.push(...page.entries.map(({ action }) => action));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["session.create", "court.update", "court.create"]);
    const foreign = listAudit(world.ctx(world.a.admin), { limit: 1, cursor: "1; DROP" });
    await expect(foreign).rejects.toMatchObject({ code: "unprocessable" });
  });

  test("the table has what is filtered, and says when it was cut", async () => {
    const ctx = world.ctx(world.a.admin);
    const { rows, isCut } = await exportAudit(ctx, { action: "court" });
    expect(rows.map((row) => row[3])).toEqual(["action", "court.update", "court.create"]);
    expect(isCut).toBe(false);
    const cut = await exportAudit(ctx, {}, 2);
    expect([cut.rows.length, cut.isCut]).toEqual([3, true]);
  });
});
