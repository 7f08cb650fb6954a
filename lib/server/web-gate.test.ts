import { expect, test } from "vitest";
import { NO_SWITCHES, type UserActor } from "@/lib/auth/actor";
import type { Logins } from "@/lib/auth/logins";
import type { Role } from "@/lib/contracts/common";
import type { Ctx } from "@/lib/domain/context";
import { createWebGate } from "./web-gate";

const gate = createWebGate({ logins: {} as Logins, siteUrl: "http://vigie.test", context: () => ({}) as Ctx });
const person = (role: Role, change: Partial<UserActor> = {}): UserActor => ({
  ...{ kind: "user", id: 7, role, clubId: role === "SUPER_ADMIN" ? null : 1, name: "A", email: "a@b.fr" },
  ...{ locale: "en", scopes: null, switches: NO_SWITCHES },
  ...change,
});

test("a player hears of the own videos only where the club lets them see those", () => {
  const switches = { playersMaySeeOwn: true };
  expect(gate.roomsOf(person("PLAYER"))).toEqual(["user:7", "club:1"]);
  expect(gate.roomsOf(person("PLAYER", { switches }))).toEqual(["user:7", "user:7:files", "club:1"]);
  expect(gate.roomsOf(person("PLAYER", { switches, scopes: ["file:list"] }))).toEqual([]);
  expect(gate.roomsOf(person("STAFF", { switches }))).toEqual(["user:7", "club:1", "club:1:staff"]);
});
