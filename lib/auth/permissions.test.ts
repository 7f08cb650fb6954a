import { describe, expect, test } from "vitest";
import type { Role } from "@/lib/contracts/common";
import { PERMISSION_NAMES } from "@/lib/contracts/permissions";
import { routes } from "@/lib/contracts/routes";
import { type Actor, ANONYMOUS, NO_SWITCHES, type UserActor } from "./actor";
import { allows, authorize, can, PERMISSIONS, scopeFilter, scopeOf } from "./permissions";

/**
 * The matrix of the contract, written out a second time: S super admin, C club admin, T staff, P player.
 * `*` every club, `c` the own club, `o` what is one's own in it, `-` never.
 */
const MATRIX = `
                   S C T P
  account:read     o o o o
  account:write    o o o o
  token:manage     o o o o
  club:read        * c - -
  club:create      * - - -
  club:write       * c - -
  court:write      * c - -
  user:read        * c - -
  user:write       * c - -
  device:read      * c c -
  device:write     * c - -
  audit:read       * c - -
  overview:read    * c c -
  event:read       * c c -
  alert:read       * c c -
  alert:acknowledge * c c -
  alert:rules      * c - -
  event:acknowledge * c c -
  share:read       * c - -
  share:write      * c - -
  schedule:read    * c c -
  schedule:write   * c c -
  court:read       * c c c
  session:create   * c c c
  session:read     * c c o
  session:close    * c c o
  recording:start  * c c o
  recording:stop   * c c o
  recording:extend * c c o
  recording:read   * c c o
  replay:save      * c c o
  preview:watch    * c c o
  file:list        * c c -
  file:download    * c c -
  file:protect     * c - -
  file:delete      * c - -
  camera:read      * c c -
  camera:watch     * c c -
  camera:write     * c - -
  camera:test      * c - -
  health:read      * c c c
  cleanup:run      * c - -
`;
const ROLES: Role[] = ["SUPER_ADMIN", "CLUB_ADMIN", "STAFF", "PLAYER"];
const SIGNS = { "*": "any", c: "club", o: "own", "-": null } as const;
const cells = MATRIX.trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(/\s+/))
  .flatMap(([permission, ...signs]) =>
    signs.map((sign, i) => ({ permission: permission!, role: ROLES[i]!, scope: SIGNS[sign as keyof typeof SIGNS] })),
  );

const person = (role: Role, change: Partial<UserActor> = {}): UserActor => ({
  ...{ kind: "user", id: 1, role, clubId: role === "SUPER_ADMIN" ? null : 10 },
  ...{ name: "A", email: "a@b.fr", locale: "fr", scopes: null, switches: NO_SWITCHES },
  ...change,
});
const isPermission = (name: string): name is keyof typeof PERMISSIONS => name in PERMISSIONS;

test("the matrix names every permission, and every permission is asked for by a route", () => {
  const named = [...new Set(cells.map(({ permission }) => permission))].sort();
  expect(named).toEqual([...PERMISSION_NAMES].sort());
  const asked = new Set<string>(Object.values(routes).map(({ access }) => access));
  const elsewhere = ["health:read"]; // more of a public route
  expect(named.filter((name) => isPermission(name) && !asked.has(name) && !elsewhere.includes(name))).toEqual([]);
});

test.each(cells)("$role $permission → $scope", ({ permission, role, scope }) => {
  if (!isPermission(permission)) throw new Error(`unknown permission ${permission}`);
  expect(scopeOf(person(role), permission)).toBe(scope);
});

describe("a thing", () => {
  const own = { clubId: 10, ownerId: 1 };
  const ofOthers = { clubId: 10, ownerId: 2 };
  const foreign = { clubId: 11, ownerId: 1 };
  const ofNobody = { clubId: null, ownerId: null };
  test.each<[Role, object, boolean]>([
    ["SUPER_ADMIN", foreign, true],
    ["SUPER_ADMIN", ofNobody, true],
    ["CLUB_ADMIN", ofOthers, true],
    ["CLUB_ADMIN", foreign, false],
    ["CLUB_ADMIN", ofNobody, false],
    ["STAFF", ofOthers, true],
    ["STAFF", foreign, false],
    ["PLAYER", own, true],
    ["PLAYER", ofOthers, false],
    ["PLAYER", foreign, false],
  ])("a %s may stop the recording %j: %s", (role, thing, expected) => {
    expect(allows(person(role), "recording:stop", { clubId: null, ...thing })).toBe(expected);
  });

  test("of another club answers exactly like one that does not exist", () => {
    const answer = (thing: typeof foreign | null) => {
      try {
        authorize(person("CLUB_ADMIN"), "session:read", thing, "Session");
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(answer(foreign)).toMatchObject({ code: "not_found" });
    expect(JSON.stringify(answer(foreign))).toBe(JSON.stringify(answer(null)));
    expect(String(answer(foreign))).toBe(String(answer(null)));
  });

  test("a role that never may is told so, whatever the thing", () => {
    for (const thing of [own, foreign, null])
      expect(() => authorize(person("PLAYER"), "file:delete", thing, "Video")).toThrow(
        expect.objectContaining({ code: "forbidden" }),
      );
  });
});

describe("a club that lets players see their own", () => {
  const player = person("PLAYER", { switches: { playersMaySeeOwn: true } });

  test("gives players the list and the download of what is theirs, and nothing else to anybody", () => {
    const changed = cells.flatMap(({ permission, role }) => {
      if (!isPermission(permission)) return [];
      const [off, on] = [false, true].map((playersMaySeeOwn) =>
        scopeOf(person(role, { switches: { playersMaySeeOwn } }), permission),
      );
      return off === on ? [] : [[role, permission, off, on]];
    });
    expect(changed).toEqual([
      ["PLAYER", "file:list", null, "own"],
      ["PLAYER", "file:download", null, "own"],
    ]);
  });

  test("shows them no match of others, and nothing of another club", () => {
    expect(allows(player, "file:download", { clubId: 10, ownerId: 1 })).toBe(true);
    for (const foreign of [{ clubId: 10, ownerId: 2 }, { clubId: 11, ownerId: 1 }, { clubId: 10 }])
      expect(() => authorize(player, "file:download", foreign, "Video")).toThrow(
        expect.objectContaining({ code: "not_found" }),
      );
    expect(scopeFilter(player, "file:list")).toEqual({ clubId: 10, ownerId: 1 });
  });

  test("adds nothing to a token that was not made for it", () => {
    expect(can({ ...player, scopes: ["court:read"] }, "file:list")).toBe(false);
    expect(can({ ...player, scopes: ["file:list"] }, "file:list")).toBe(true);
  });
});

test("nobody, a device and a token without the scope hold nothing; Vigie itself everything", () => {
  const device: Actor = { kind: "device", id: "hub", clubId: null };
  const scoped = person("SUPER_ADMIN", { scopes: ["court:read"] });
  for (const permission of PERMISSION_NAMES) {
    expect([can(ANONYMOUS, permission), can(device, permission)]).toEqual([false, false]);
    expect(can(scoped, permission)).toBe(permission === "court:read");
    expect(scopeOf({ kind: "system", name: "test" }, permission)).toBe("any");
  }
});

test("a list shows what the scope reaches", () => {
  expect(scopeFilter(person("SUPER_ADMIN"), "session:read")).toEqual({});
  expect(scopeFilter(person("STAFF"), "session:read")).toEqual({ clubId: 10 });
  expect(scopeFilter(person("PLAYER"), "session:read")).toEqual({ clubId: 10, ownerId: 1 });
  expect(() => scopeFilter(person("PLAYER"), "file:list")).toThrow(expect.objectContaining({ code: "forbidden" }));
});
