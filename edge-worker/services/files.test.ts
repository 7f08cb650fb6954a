import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { memoryDatabase, silentLog } from "./fakes.fixture";
import { createDeviceFiles } from "./files";
import { sqliteRecordingStore } from "./recordings/store";

test("a clip is deleted with its poster and told; no other path of the device is taken for one", async () => {
  const mediaDir = mkdtempSync(path.join(tmpdir(), "files-"));
  const told: unknown[] = [];
  const store = sqliteRecordingStore(memoryDatabase());
  const files = createDeviceFiles({ mediaDir, store, reports: { file: (about) => told.push(about) }, log: silentLog });
  const [id, other] = [newId(), newId()];
  const at = (name: string) => path.join(mediaDir, "clips", "3", name);
  mkdirSync(path.dirname(at("x")), { recursive: true });
  const names = [`${id}.mp4`, `${id}.jpg`, `${other}.mp4`, `.${other}.mp4.part`];
  for (const name of names) writeFileSync(at(name), "bytes");

  for (const wrong of [`clips/3/.${other}.mp4.part`, `clips/../clips/3/${other}.mp4`, `clips/${other}.mp4`])
    await expect(files.delete(other, wrong)).rejects.toMatchObject({ code: "unprocessable" });
  await files.delete(id, `clips/3/${id}.mp4`);
  await files.delete(id, `clips/3/${id}.mp4`);
  expect(names.map((name) => existsSync(at(name)))).toEqual([false, false, true, true]);
  expect(told).toEqual(
    Array.from({ length: 2 }, () => ({ file_id: id, state: "deleted", location: "device", sha256: null })),
  );
  await files.dropCopy(other, `clips/3/${other}.mp4`);
  expect([existsSync(at(`${other}.mp4`)), told.length]).toEqual([false, 2]);
  rmSync(mediaDir, { recursive: true });
});
