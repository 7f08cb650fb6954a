import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestDatabase, type TestDatabase } from "@/test/postgres";
import { notify } from "./notify";

let database: TestDatabase;
let listener: Client;
const heard: unknown[] = [];
beforeAll(async () => {
  database = await startTestDatabase();
  listener = new Client({ connectionString: database.url });
  await listener.connect();
  listener.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "null")));
  await listener.query("LISTEN vigie");
});
afterAll(async () => {
  await listener.end();
  await database.stop();
});

test("a notice leaves at the commit, and never when the transaction is undone", async () => {
  const { db } = database;
  const undone = db.$transaction(async (tx) => {
    await notify(tx, { kind: "session", id: "undone", clubId: 1 });
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  await db.$transaction(async (tx) => {
    await notify(tx, { kind: "file", id: "kept", clubId: 1, deleted: true });
    expect(heard).toEqual([]);
  });
  await vi.waitFor(() => expect(heard).toEqual([{ kind: "file", id: "kept", clubId: 1, deleted: true }]));
});

test("refuses to carry more than Postgres takes", async () => {
  await expect(notify(database.db, { kind: "file", id: "x".repeat(8_000), clubId: 1 })).rejects.toThrow("ids only");
});
