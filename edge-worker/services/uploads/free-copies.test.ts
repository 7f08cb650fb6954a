import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { memoryDatabase, silentLog } from "../fakes.fixture";
import { sqliteCopies } from "./copies";
import { freeCopies } from "./free-copies";

const FILE_BYTES = 100;

function setUp(bytesFree: number) {
  const copies = sqliteCopies(memoryDatabase());
  for (const fileId of ["old", "stuck", "new", "newest"]) copies.add({ fileId, path: `clips/1/${fileId}.mp4` });
  const disk = { bytesFree, bytesReserved: 1_000, bytesTotal: 9_000 };
  const dropped: string[] = [];
  const files = {
    async dropCopy(fileId: string) {
      if (fileId === "stuck") throw new AppError("conflict", "is being written");
      dropped.push(fileId);
      disk.bytesFree += FILE_BYTES;
    },
  };
  return { copies, dropped, free: () => freeCopies({ copies, files, readDisk: async () => disk, log: silentLog }) };
}

test("with room enough every copy stays", async () => {
  const { dropped, free } = setUp(1_500);
  await free();
  expect(dropped).toEqual([]);
});

test("the oldest go until there is room; one that cannot go holds up no other", async () => {
  const { copies, dropped, free } = setUp(1_310);
  await free();
  expect(dropped).toEqual(["old", "new"]);
  expect(copies.oldest()?.fileId).toBe("newest");
});

test("when nothing is left to give up it ends", async () => {
  const { copies, dropped, free } = setUp(10);
  await free();
  expect(dropped).toEqual(["old", "new", "newest"]);
  expect(copies.oldest()).toBeNull();
});
