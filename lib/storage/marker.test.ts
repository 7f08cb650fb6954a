import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureStorageMarker } from "./marker";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "marker-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("makes the folder and keeps its id for ever", async () => {
  const spool = path.join(folder, "a/b");
  const id = await ensureStorageMarker(spool);
  expect(await ensureStorageMarker(spool)).toBe(id);
  expect(await readdir(spool)).toEqual([".vigie-storage.json"]);
});

test("many at once agree on one id", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => ensureStorageMarker(folder)));
  expect(new Set(ids).size).toBe(1);
  expect(await readdir(folder)).toHaveLength(1);
});

test("a marker it cannot read is never replaced", async () => {
  await writeFile(path.join(folder, ".vigie-storage.json"), "{}");
  await expect(ensureStorageMarker(folder)).rejects.toThrow("not a storage marker");
});
