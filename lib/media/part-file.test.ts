import { statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Folder, makeFolder } from "./media.fixture";
import { makeFragment } from "./mp4/make-fragment";
import { makeInit, VIDEO_TRACK } from "./mp4/make-init";
import { createPartFile, type PartFile } from "./part-file";

const soon = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

let folder: Folder;
let part: PartFile;
let disk: { datasync: FileHandle["datasync"] };
beforeEach(async () => {
  folder = makeFolder();
  const probe = await open(folder.file("probe"), "w");
  disk = Object.getPrototypeOf(probe);
  await probe.close();
  const parameterSets = ["6742c01e", "68ce3c80"].map((hex) => Buffer.from(hex, "hex"));
  const video = { codec: "h264", width: 640, height: 360, parameterSets } as const;
  part = await createPartFile(folder.file("part"), 1_000, makeInit({ video, audio: null }));
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

const fragment = (n: number) => {
  const sample = { data: Buffer.alloc(1_000, n), duration: 3_600, shift: 0, isSync: true };
  return makeFragment(n, [{ trackId: VIDEO_TRACK, baseTime: n * 3_600, samples: [sample] }]);
};
const size = () => statSync(folder.file("part")).size;

test("a disk that takes its time to be sure holds nothing back: a kill then costs no picture", async () => {
  let beSure = () => {};
  const sure = new Promise<void>((resolve) => {
    beSure = resolve;
  });
  vi.spyOn(disk, "datasync").mockReturnValue(sure);
  for (let n = 1; n <= 20; n++) {
    const before = size();
    part.add(fragment(n));
    await soon(() => expect(size()).toBeGreaterThan(before + 1_000));
  }
  expect(part.bytes()).toBe(0);
  beSure();
  await part.hasFragment;
  await part.close();
  expect(part.bytes()).toBe(size());
});

test("what a disk refuses to make sure of is told, and nothing more is taken", async () => {
  vi.spyOn(disk, "datasync").mockRejectedValue(new Error("EIO"));
  part.add(fragment(1));
  expect(await part.failed).toMatchObject({ message: "EIO" });
  expect(part.add(fragment(2))).toBe(false);
  await part.close();
  expect(part.bytes()).toBe(0);
});
