import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { SecretBox } from "@/lib/core/secret-box";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { checkDatabaseKey, DATABASE, LOCK, quarantineDatabase } from "./database-key";
import { lockInstance } from "./instance-lock";

const [right, wrong] = [new SecretBox(["r".repeat(40)]), new SecretBox(["w".repeat(40)])];
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "edge-key-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function withDatabase(use: (db: ReturnType<typeof openDurableDatabase>) => void): void {
  const db = openDurableDatabase(path.join(dir, DATABASE));
  try {
    use(db);
  } finally {
    db.close();
  }
}
const check = (secrets: SecretBox) => withDatabase((db) => checkDatabaseKey(db, secrets));

test("the key a database was made with opens it, every other is refused with what to do", () => {
  check(right);
  check(right);
  expect(() => check(wrong)).toThrow(/EDGE_DB_KEY.*quarantine/s);
  check(right);
});

test("a database of an older version is held to what it holds", () => {
  const message = { id: newId(), topic: "sensors/a/x", payload: { n: 1 } };
  withDatabase((db) => sqliteOutbox(db, { secrets: right }).add(message));
  expect(() => check(wrong)).toThrow("EDGE_DB_KEY");
  check(right);
});

test("quarantine sets the database aside with all it holds, never under a running worker", () => {
  expect(quarantineDatabase(dir, new Date())).toBeNull();
  const message = { id: newId(), topic: "sensors/a/x", payload: { n: 1 } };
  withDatabase((db) => sqliteOutbox(db, { secrets: right }).add(message));
  const unlock = lockInstance(path.join(dir, LOCK));
  expect(() => quarantineDatabase(dir, new Date())).toThrow("Another edge-worker is running");
  unlock();
  const aside = quarantineDatabase(dir, new Date("2026-03-01T18:00:00Z"))!;
  expect(readdirSync(dir)).toContain("edge.db.quarantined-2026-03-01T18-00-00-000Z");
  const db = openDurableDatabase(aside);
  expect(sqliteOutbox(db, { secrets: right }).peek(1)[0]?.id).toBe(message.id);
  db.close();
  check(wrong);
});
