import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toAppError } from "@/lib/http/problem";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { ANSWER_MS, createDb } from "./client";
import { isDatabaseAway } from "./database-away";

let database: TestDatabase;
beforeEach(async () => {
  database = await startTestDatabase(ANSWER_MS);
});
afterEach(() => database.stop());

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const questions = {
  "a query": () => database.db.club.count(),
  "a transaction": () => database.db.$transaction(async (tx) => void (await tx.club.count())),
};

describe.each(Object.entries(questions))("%s", (_name, ask) => {
  test("while Postgres is frozen fails within 2 s, and works again once it goes on", async () => {
    await Promise.all([ask(), ask(), ask()]);
    const frozen = processes(database.pid);
    for (const pid of frozen) process.kill(pid, "SIGSTOP");
    const started = performance.now();
    const errors = [await failure(ask())];
    const elapsedMs = performance.now() - started;
    errors.push(...(await Promise.all([failure(ask()), failure(ask())])));
    for (const pid of frozen) process.kill(pid, "SIGCONT");
    expect(errors.map(isDatabaseAway)).toEqual([true, true, true]);
    expect(elapsedMs).toBeLessThan(2_000);
    await expect.poll(() => failure(ask()), { timeout: 5_000 }).toBeNull();
  });

  test("after Postgres was killed fails at once, on an open connection and on a new one", async () => {
    await ask();
    for (const pid of processes(database.pid)) process.kill(pid, "SIGKILL");
    const errors = [await failure(ask()), await failure(ask())];
    expect(errors.map(isDatabaseAway)).toEqual([true, true]);
  });
});

test("a pool that nobody gives back to is an absent database for who waits, be it with a query or a transaction", async () => {
  const narrow = createDb(database.url, 1);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = narrow.$transaction(async (tx) => {
    await tx.club.count();
    await held;
  });
  await expect.poll(() => failure(database.db.$queryRaw`SELECT 1`)).toBeNull();
  const started = performance.now();
  const errors = await Promise.all([
    failure(narrow.club.count()),
    failure(narrow.$transaction(async (tx) => void (await tx.club.count()))),
  ]);
  const elapsedMs = performance.now() - started;
  release();
  await holding;
  expect(errors.map((error) => toAppError(error).code)).toEqual(["unavailable", "unavailable"]);
  expect(elapsedMs).toBeLessThan(2_500);
  await narrow.$disconnect();
});

test("a transaction that took too long to begin or to end is told as unavailable", async () => {
  const { db } = database;
  const slow = await failure(
    db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.3)`;
        await tx.club.count();
      },
      { timeout: 100 },
    ),
  );
  expect(toAppError(slow).code).toBe("unavailable");
});

test("a wrong question is not an absent database", async () => {
  const { db } = database;
  expect(isDatabaseAway(await failure(db.$queryRaw`SELECT nonsense`))).toBe(false);
  expect(isDatabaseAway(await failure(db.club.findUniqueOrThrow({ where: { id: 99 } })))).toBe(false);
  expect(isDatabaseAway(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }))).toBe(false);
});

/** The server and the processes it answers with. */
function processes(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return [pid, ...children.map(Number)];
}
