import { spawn } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findWritersOf } from "./writers";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "writers-"));
});
afterEach(() => rm(folder, { recursive: true }));

const hold = (file: string, mode: string) =>
  spawn(process.execPath, [
    "-e",
    `require("fs").openSync(${JSON.stringify(file)}, "${mode}"); setInterval(() => {}, 1e6)`,
  ]);

test("finds another process that writes the file, and neither its readers nor us", async () => {
  const file = path.join(folder, "a.part");
  await writeFile(file, "");
  const own = await open(file, "a");
  const writer = hold(file, "a");
  const reader = hold(file, "r");
  try {
    await expect.poll(() => findWritersOf(file), { timeout: 5_000 }).toEqual([writer.pid]);
    writer.kill("SIGKILL");
    await expect.poll(() => findWritersOf(file)).toEqual([]);
  } finally {
    writer.kill("SIGKILL");
    reader.kill("SIGKILL");
    await own.close();
  }
});

test("nobody writes a file that does not exist", async () => {
  expect(await findWritersOf(path.join(folder, "none"))).toEqual([]);
});
