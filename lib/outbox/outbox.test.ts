import { mkdtempSync, rmSync } from "node:fs";
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
