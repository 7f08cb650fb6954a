import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { sqliteDiskMemory, watchDisk } from "./disk-watch";

const log = createLogger("test", "silent");
const db = new Database(":memory:");
let clock: SteppedClock;
let told: string[];
let bytesFree: number;
let isDatabaseFull: boolean;
let stop: () => void;

const start = () =>
  watchDisk({
    readDisk: async () => ({ bytesFree, bytesReserved: 1_000, bytesTotal: 9_000 }),
    events: {
      keep({ type }) {
        if (isDatabaseFull) throw new Error("full");
        told.push(type);
        return "id";
      },
    },
    memory: sqliteDiskMemory(db),
    atOnce: (work) => db.transaction(work)(),
    ...{ clock, log },
  });
const free = async (bytes: number) => {
  bytesFree = bytes;
  await clock.advance(30_000);
};

beforeEach(() => {
  [clock, told, isDatabaseFull, bytesFree] = [new SteppedClock(), [], false, 5_000];
  db.exec("DROP TABLE IF EXISTS disk_low");
  stop = start();
});
afterEach(() => stop());

test("low and well again are told once each, and not while it swings about the reserve", async () => {
  for (const bytes of [5_000, 999, 998, 1_050, 999, 1_099, 1_100, 1_001, 5_000]) await free(bytes);
  expect(told).toEqual(["disk.low", "disk.ok"]);
});

test("a restart tells nothing again", async () => {
  await free(10);
  stop();
  stop = start();
  await free(10);
  await free(5_000);
  expect(told).toEqual(["disk.low", "disk.ok"]);
});

test("what could not be written is told as soon as it can be", async () => {
  isDatabaseFull = true;
  await free(10);
  expect(told).toEqual([]);
  isDatabaseFull = false;
  await free(10);
  expect(told).toEqual(["disk.low"]);
});
