import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { executedContract } from "./executed.contract";
import { memoryExecuted } from "./memory-executed";
import { sqliteExecuted } from "./sqlite-executed";

const dir = mkdtempSync(path.join(tmpdir(), "vigie-executed-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${newId()}.db`);

describe("in memory", () => executedContract(memoryExecuted));
describe("in sqlite", () => executedContract((limit) => sqliteExecuted(openDurableDatabase(newFile()), limit)));

test("sqlite remembers across a restart what was answered and what was only begun", () => {
  const file = newFile();
  const [answered, begun] = [newId(), newId()];
  const before = sqliteExecuted(openDurableDatabase(file));
  before.begin(answered);
  before.finish({ id: answered, ok: true, result: {} });
  before.begin(begun);
  const after = sqliteExecuted(openDurableDatabase(file));
  expect(after.find(answered)).toEqual({ state: "done", reply: { id: answered, ok: true, result: {} } });
  expect(after.find(begun)).toEqual({ state: "begun" });
});
