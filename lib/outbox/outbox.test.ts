import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { SecretBox } from "@/lib/core/secret-box";
import { memoryOutbox } from "./memory-outbox";
import { openDurableDatabase } from "./open-database";
import { outboxContract } from "./outbox.contract";
import { sqliteOutbox } from "./sqlite-outbox";

const dir = mkdtempSync(path.join(tmpdir(), "vigie-outbox-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${newId()}.db`);
const secrets = new SecretBox(["k".repeat(40)]);

describe("memory outbox", () => outboxContract(memoryOutbox));
describe("sqlite outbox", () => outboxContract((clock) => sqliteOutbox(openDurableDatabase(newFile()), { clock })));
describe("sqlite outbox, sealed", () =>
  outboxContract((clock) => sqliteOutbox(openDurableDatabase(newFile()), { clock, secrets })));

const message = (n: number, id = newId()) => ({ id, topic: "sensors/a/x", payload: { n } });

test("what was queued is there after a restart, and its numbers go on, also past what was forgotten", () => {
  const file = newFile();
  const first = sqliteOutbox(openDurableDatabase(file));
  const [kept, last] = [message(1), message(2)];
  first.add(kept);
  first.add(last);
  first.forget([last.id]);
  const lastSeq = first.peek(1)[0]!.seq + 1;

  const second = sqliteOutbox(openDurableDatabase(file));
  expect(second.size()).toBe(1);
  expect(second.peek(10).map((q) => q.id)).toEqual([kept.id]);
  second.add(message(3));
  expect(second.peek(10).at(-1)!.seq).toBe(lastSeq + 1);
});

test("a sealed outbox leaves no payload readable in its file", () => {
  const file = newFile();
  const db = openDurableDatabase(file);
  sqliteOutbox(db, { secrets }).add({ id: newId(), topic: "sensors/a/x", payload: { text: "somebody pressed" } });
  const stored = db.prepare("SELECT payload FROM outbox").pluck().get();
  expect(stored).not.toContain("pressed");
});

test("a durable database is in WAL with synchronous=FULL, and says so when it is not", () => {
  const db = openDurableDatabase(newFile());
  expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(db.pragma("synchronous", { simple: true })).toBe(2);
  // A database in memory cannot have a write-ahead log: the way a file system without shared memory would answer.
  expect(() => openDurableDatabase(":memory:")).toThrow("not durable");
  expect(new Database(newFile()).pragma("synchronous", { simple: true })).toBe(2);
});

test("counts rightly after somebody's transaction was rolled back, and after it was not", () => {
  const db = openDurableDatabase(newFile());
  const outbox = sqliteOutbox(db);
  const [lost, kept] = [message(1), message(2)];
  const rolledBack = db.transaction(() => {
    outbox.add(lost);
    throw new Error("the fact could not be written");
  });
  expect(rolledBack).toThrow();
  expect(outbox.size()).toBe(0);
  db.transaction(() => outbox.add(kept))();
  outbox.forget([lost.id]);
  expect(outbox.size()).toBe(1);
  outbox.forget([kept.id]);
  expect(outbox.size()).toBe(0);
});

test("a full disk is said as such, loses nothing that was accepted, and passes", () => {
  const db = openDurableDatabase(newFile());
  const outbox = sqliteOutbox(db);
  outbox.add(message(0));
  db.pragma(`max_page_count = ${Number(db.pragma("page_count", { simple: true })) + 3}`);
  let accepted = 1;
  const fill = () => {
    for (; accepted < 10_000; accepted++) outbox.add({ ...message(accepted), payload: { text: "x".repeat(1_000) } });
  };
  expect(fill).toThrow(expect.objectContaining({ code: "storage_full" }));
  expect(() => outbox.addAll([message(1), { ...message(2), payload: { text: "x".repeat(60_000) } }])).toThrow();
  expect([outbox.size(), outbox.peek(10_000).length]).toEqual([accepted, accepted]);
  db.pragma("max_page_count = 100000");
  outbox.add(message(1));
  expect(outbox.size()).toBe(accepted + 1);
});

test("what was refused stays sealed in the file with its reason", () => {
  const db = openDurableDatabase(newFile());
  const outbox = sqliteOutbox(db, { secrets });
  const refused = { ...message(1), payload: { text: "somebody pressed" } };
  outbox.add(refused);
  outbox.setAside([{ id: refused.id, reason: "no such device" }]);
  const row = db.prepare<[], { payload: string; reason: string }>("SELECT * FROM outbox_dead_letters").get()!;
  expect([row.reason, secrets.open(row.payload)]).toEqual(["no such device", JSON.stringify(refused.payload)]);
});

test("a long queue gives its room on the disk back once it is empty", async () => {
  const file = newFile();
  const outbox = sqliteOutbox(openDurableDatabase(file));
  const text = "x".repeat(20_000);
  const many = Array.from({ length: 1_500 }, (_, n) => ({ ...message(n), payload: { text } }));
  outbox.addAll(many);
  const kept = message(1);
  outbox.add(kept);
  outbox.forget(many.map(({ id }) => id));
  const full = statSync(file).size;
  outbox.forget([kept.id]);
  await expect.poll(() => statSync(file).size, { timeout: 20_000 }).toBeLessThan(full / 2);
  outbox.add(kept);
  expect(outbox.size()).toBe(1);
}, 30_000);
