import { beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/actor";
import { actorOfToken, issueToken } from "@/lib/auth/tokens";
import type { InviteUser, UpdateUser } from "@/lib/contracts/users";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { inviteUser } from "./invite";
import { listUsers } from "./list";
import { resetUser } from "./reset";
import { updateUser } from "./update";

let world: World;
eachWorld((made) => {
  world = made;
});

const invitation = (change: Partial<InviteUser> = {}): InviteUser => ({
  ...{ name: "Zoé Martin", email: `zoe-${world.tag}@example.org`, role: "STAFF", club_id: undefined },
  ...change,
});
const invite = (by: UserActor, change?: Partial<InviteUser>) => inviteUser(world.ctx(by), invitation(change));
const update = (by: UserActor, { id }: { id: number }, change: UpdateUser) => updateUser(world.ctx(by), id, change);
const codeOf = (work: Promise<unknown>) => work.then(() => "done").catch(({ code }) => code as string);

describe("an invitation", () => {
  test("makes a person without a password, and a link that is kept as a hash only", async () => {
    const { user, invite_url, expires_at } = await invite(world.a.admin);
    expect(user).toMatchObject({ role: "STAFF", club_id: world.a.id, state: "invited", link_expires_at: expires_at });
    expect(Date.parse(expires_at) - world.clock.now().getTime()).toBe(7 * 86_400_000);
    const token = /^http:\/\/vigie\.test\/welcome\/([\w-]{43})$/.exec(invite_url)?.[1];
    expect(token).toBeDefined();
    const rows = [
      await world.db.user.findUniqueOrThrow({ where: { id: user.id }, include: { links: true } }),
      await world.db.auditEntry.findMany({ where: { target: String(user.id) } }),
    ];
    expect(rows[0]).toMatchObject({ passwordHash: null, locale: "fr", links: [{ kind: "invite" }] });
    expect(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      token,
    );
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ["an address somebody has", () => invite(world.a.admin, { email: world.b.player.email }), "conflict"],
    ["a super admin by a club admin", () => invite(world.a.admin, { role: "SUPER_ADMIN" }), "forbidden"],
    ["into another club", () => invite(world.a.admin, { club_id: world.b.id }), "not_found"],
    ["into a club that is not there", () => invite(world.superAdmin, { club_id: 2_000_000_000 }), "not_found"],
    ["into no club", () => invite(world.superAdmin), "unprocessable"],
    ["a super admin of a club", () => invite(world.superAdmin, { role: "SUPER_ADMIN", club_id: 1 }), "unprocessable"],
    ["by staff", () => invite(world.staff), "forbidden"],
    [
      "an admin by a token with scopes",
      () => invite({ ...world.a.admin, scopes: ["user:write"] }, { role: "CLUB_ADMIN" }),
      "forbidden",
    ],
  ])("%s is refused", async (_, work, code) => {
    expect(await codeOf(work())).toBe(code);
    expect(await world.db.user.count({ where: { email: invitation().email } })).toBe(0);
  });
});

test("a second link ends the first; who has a password gets one for a day, who is disabled none", async () => {
  const { user } = await invite(world.a.admin);
  const again = await resetUser(world.ctx(world.a.admin), user.id);
  expect(Date.parse(again.expires_at) - world.clock.now().getTime()).toBe(7 * 86_400_000);
  const live = { userId: user.id, usedAt: null, expiresAt: { gt: world.clock.now() } };
  expect(await world.db.accountLink.count({ where: live })).toBe(1);
  const reset = await resetUser(world.ctx(world.a.admin), world.staff.id);
  expect(Date.parse(reset.expires_at) - world.clock.now().getTime()).toBe(86_400_000);
  await update(world.a.admin, world.staff, { disabled: true });
  expect(await world.db.accountLink.count({ where: { ...live, userId: world.staff.id } })).toBe(0);
  expect(await codeOf(resetUser(world.ctx(world.a.admin), world.staff.id))).toBe("conflict");
  const scoped = { ...world.a.admin, scopes: ["user:write"] };
  expect(await codeOf(resetUser(world.ctx(scoped), world.a.admin.id)), "a way to the whole account").toBe("forbidden");
});

describe("a change of a person", () => {
  test("to another role or to disabled ends their logins and tokens; enabling brings none back", async () => {
    const row = await world.db.user.findUniqueOrThrow({ where: { id: world.staff.id } });
    const token = await issueToken(world.db, { user: row, name: "t", now: world.clock.now(), expiresAt: null });
    const known = () => actorOfToken(token, { db: world.db, clock: world.clock, secret: "", isSecure: false });
    expect(await known()).not.toBeNull();
    await update(world.a.admin, world.staff, { name: "New name" });
    expect(await known(), "a name alone ends nothing").toMatchObject({ name: "New name" });
    await update(world.a.admin, world.staff, { disabled: true });
    expect(await known()).toBeNull();
    expect(await update(world.a.admin, world.staff, { disabled: false })).toMatchObject({ state: "active" });
    expect(await known()).toBeNull();
    const entries = await world.db.auditEntry.findMany({ where: { target: String(row.id) }, orderBy: { id: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual(["user.rename", "user.disable", "user.enable"]);
    await update(world.a.admin, world.staff, { role: "PLAYER" });
    expect(await world.db.user.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ loginEpoch: 2 });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ["a person of another club", () => update(world.a.admin, world.b.player, { name: "X" }), "not_found"],
    ["a super admin, by a club admin", () => update(world.a.admin, world.superAdmin, { disabled: true }), "not_found"],
    ["somebody to super admin, by one", () => update(world.a.admin, world.staff, { role: "SUPER_ADMIN" }), "forbidden"],
    [
      "somebody to another club, by one",
      () => update(world.a.admin, world.staff, { club_id: world.b.id }),
      "not_found",
    ],
    ["oneself to disabled", () => update(world.a.admin, world.a.admin, { disabled: true }), "conflict"],
    ["oneself to staff", () => update(world.a.admin, world.a.admin, { role: "STAFF" }), "conflict"],
    ["a player, by staff", () => update(world.staff, world.a.player, { name: "X" }), "forbidden"],
    ["nobody", () => update(world.superAdmin, { id: 2_000_000_000 }, { name: "X" }), "not_found"],
  ])("%s is refused", async (_, work, code) => {
    expect(await codeOf(work())).toBe(code);
  });

  test("a super admin moves people between clubs, and to and from their own role", async () => {
    expect(await update(world.superAdmin, world.staff, { club_id: world.b.id })).toMatchObject({ club_id: world.b.id });
    expect(await update(world.superAdmin, world.staff, { role: "SUPER_ADMIN" })).toMatchObject({ club_id: null });
    expect(await codeOf(update(world.superAdmin, world.staff, { role: "STAFF" }))).toBe("unprocessable");
    const back = await update(world.superAdmin, world.staff, { role: "STAFF", club_id: world.a.id });
    expect(back).toMatchObject({ role: "STAFF", club_id: world.a.id });
  });
});

describe("the last super admin who can log in", () => {
  /** The database is shared: those of other tests stand aside. */
  beforeEach(async () => {
    await world.db.user.updateMany({
      where: { role: "SUPER_ADMIN", id: { not: world.superAdmin.id } },
      data: { disabledAt: new Date() },
    });
  });

  test("is neither disabled nor demoted, also beside one who never chose a password", async () => {
    await invite(world.superAdmin, { role: "SUPER_ADMIN" });
    for (const change of [{ disabled: true }, { role: "STAFF" as const, club_id: world.a.id }])
      expect(await codeOf(update(world.superAdmin, world.superAdmin, change))).toBe("conflict");
  });

  test("stays, however two or five disable each other at the same moment", async () => {
    // Several times: without its lock it goes wrong about every third.
    for (const count of [2, 2, 2, 2, 2, 2, 2, 2, 5]) {
      const others = await Promise.all(Array.from({ length: count - 1 }, () => world.person("SUPER_ADMIN", null)));
      const all = [world.superAdmin, ...others];
      const done = await Promise.all(
        all.map((by, i) => codeOf(update(by, all[(i + 1) % all.length]!, { disabled: true }))),
      );
      expect(done.sort()).toEqual(["conflict", ...Array.from({ length: count - 1 }, () => "done")]);
      await world.db.user.update({ where: { id: world.superAdmin.id }, data: { disabledAt: null } });
      await world.db.user.updateMany({
        where: { id: { in: others.map(({ id }) => id) } },
        data: { disabledAt: new Date() },
      });
    }
  });
});

describe("the list", () => {
  const list = (by: UserActor, query: object = {}) => listUsers(world.ctx(by), { limit: 50, ...query });
  const names = async (by: UserActor, query?: object) => (await list(by, query)).users.map(({ id }) => id).sort();

  test("shows a club admin the own club, a super admin any; filters by part of a name, role and state", async () => {
    const own = [world.a.admin, world.a.player, world.staff, world.otherPlayer].map(({ id }) => id).sort();
    expect(await names(world.a.admin)).toEqual(own);
    expect(await names(world.superAdmin, { club_id: world.a.id })).toEqual(own);
    expect(await codeOf(list(world.a.admin, { club_id: world.b.id }))).toBe("not_found");
    expect(await names(world.a.admin, { role: "STAFF" })).toEqual([world.staff.id]);
    expect(await names(world.a.admin, { q: `  sTAff ${world.tag}` })).toEqual([world.staff.id]);
    expect(await names(world.a.admin, { q: "%" }), "no wildcard").toEqual([]);
    const { user } = await invite(world.a.admin);
    await update(world.a.admin, world.staff, { disabled: true });
    expect(await names(world.a.admin, { state: "invited" })).toEqual([user.id]);
    expect(await names(world.a.admin, { state: "disabled" })).toEqual([world.staff.id]);
    expect(await names(world.a.admin, { state: "active" })).not.toContain(world.staff.id);
  });

  test("pages through people of the same name without losing one", async () => {
    await world.db.user.updateMany({ where: { clubId: world.a.id, role: "PLAYER" }, data: { name: "Same" } });
    const first = await list(world.a.admin, { limit: 3 });
    const rest = await list(world.a.admin, { limit: 3, cursor: first.next_cursor! });
    expect(new Set([...first.users, ...rest.users].map(({ id }) => id)).size).toBe(4);
    expect(rest.next_cursor).toBeNull();
  });
});
