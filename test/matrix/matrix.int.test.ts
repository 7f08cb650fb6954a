import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS } from "@/lib/auth/permissions";
import type { Role } from "@/lib/contracts/common";
import { PERMISSION_NAMES, type Permission } from "@/lib/contracts/permissions";
import { routes } from "@/lib/contracts/routes";
import { startTestDatabase, type TestDatabase } from "../postgres";
import { MATRIX } from "./areas/all";
import { createBench } from "./bench";
import type { Caller } from "./callers";
import type { Entry, Matrix } from "./entry";
import { ROUTE_NAMES } from "./handlers";
import { type Bench, type Result, runRoute } from "./run";

let database: TestDatabase;
let bench: Bench & { stop(): Promise<void> };
let cells = 0;
beforeAll(async () => {
  database = await startTestDatabase();
  bench = await createBench(database);
});
afterAll(async () => {
  console.log(`the matrix: ${cells} cells of ${ROUTE_NAMES.length} routes and ${bench?.callers.length} callers`);
  await bench?.stop();
  await database?.stop();
});

test("every route has its line in test/matrix/areas", () => {
  expect(ROUTE_NAMES.filter((name) => !(name in MATRIX))).toEqual([]);
});

test.each(ROUTE_NAMES)("%s answers everybody as the contract says", async (name) => {
  const result = await runRoute(bench, name);
  cells += result.cells;
  expect(result.red).toEqual([]);
});

describe("with one line of the policy changed, cells turn red:", () => {
  type Line = Partial<Record<Role, "any" | "club" | "own">>;
  const table = PERMISSIONS as Record<Permission, Line>;
  const everybody: Line = { SUPER_ADMIN: "any", CLUB_ADMIN: "any", STAFF: "any", PLAYER: "any" };
  const accessOf = (name: (typeof ROUTE_NAMES)[number]): string => routes[name].access;
  const asked = PERMISSION_NAMES.filter((permission) => ROUTE_NAMES.some((name) => accessOf(name) === permission));
  const total = { removed: 0, widened: 0 };
  // Enough to see a hole by: people of club A and the super admin, by token, one question per route.
  const isEnough = ({ name }: Caller) => /^((another )?player|staff|admin) A(,|$)|^super/.test(name);
  let people: Caller[];
  let onlyFirstQuestions: Bench;
  beforeAll(() => {
    people = bench.callers.filter((caller) => isEnough(caller) && caller.is !== null);
    const first = ([name, entry]: [string, Entry]) => [name, { ...entry, questions: entry.questions.slice(0, 1) }];
    const matrix = Object.fromEntries(Object.entries(bench.matrix).map(first)) as Matrix;
    onlyFirstQuestions = { ...bench, matrix };
  });
  afterAll(() => console.log(`red with a line removed: ${total.removed}, widened: ${total.widened}`));

  async function redWith(permission: Permission, line: Line): Promise<string[]> {
    const kept = table[permission];
    table[permission] = line;
    try {
      const results: Result[] = [];
      for (const name of ROUTE_NAMES)
        if (accessOf(name) === permission) results.push(await runRoute(onlyFirstQuestions, name, people));
      return results.flatMap(({ red }) => red);
    } finally {
      table[permission] = kept;
    }
  }

  test.each(asked)("%s", async (permission) => {
    const removed = await redWith(permission, {});
    const widened = await redWith(permission, everybody);
    total.removed += removed.length;
    total.widened += widened.length;
    expect(removed.length).toBeGreaterThan(0);
    // Everybody has an account and tokens of their own already, and reaches no others by it.
    if (!/^(account|token):/.test(permission)) expect(widened.length).toBeGreaterThan(0);
  });
});
