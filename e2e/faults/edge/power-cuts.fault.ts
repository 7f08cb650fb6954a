import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openDurableDatabase } from "@/lib/outbox/open-database";
import { sqliteOutbox } from "@/lib/outbox/sqlite-outbox";
import { canMount, makePowerDisk, type PowerDisk } from "../disks";
import { figure } from "../figures";
import { chanceOf } from "../seed";
import { WRITER } from "./outbox-writer";

// R2: an event that `add` returned from is there when the power is back.

/** As many as the invariant names; FAULTS_CUTS counts those of recordings, which take far longer. */
const CUTS = inject("cuts") * 5;
/** One that loses nothing proves nothing: where its checkpoint had just been. The control goes on until one does. */
const CONTROL_CUTS = 40;
const CUTTER = path.join(import.meta.dirname, "cut-under-writer.py");
const run = promisify(execFile);

let disk: PowerDisk;
if (!canMount) figure("outbox, power cuts", "NOT RUN: only root may mount the disk whose power is cut", "-");
beforeEach(async () => {
  if (canMount) disk = await makePowerDisk(256);
});
afterEach(() => disk?.remove());

test.runIf(canMount)(`${CUTS} power cuts of the outbox`, async () => {
  const { promised, lost } = await cutOftenAndCount("FULL", CUTS);
  figure("outbox, power cuts", "cuts", CUTS);
  figure("outbox, power cuts", "events promised", promised);
  figure("outbox, power cuts", "promised events lost", lost, "0");
  expect(promised).toBeGreaterThan(CUTS);
  expect(lost).toBe(0);
});

test.runIf(canMount)("control: with synchronous=NORMAL events are lost", async () => {
  const { lost } = await cutOftenAndCount("NORMAL", CONTROL_CUTS, (soFar) => soFar > 0);
  figure("outbox, power cuts", "control: lost with synchronous=NORMAL", lost, "> 0");
  expect(lost).toBeGreaterThan(0);
});

/** One database through all of it, so that what survived a cut has to survive those after it as well. */
async function cutOftenAndCount(
  synchronous: "FULL" | "NORMAL",
  cuts: number,
  isEnough: (lost: number) => boolean = () => false,
) {
  const chance = chanceOf(`outbox, ${synchronous}`);
  const file = path.join(disk.folder, "edge.db");
  const promised = new Set<string>();
  let lost = 0;
  for (let cut = 0; cut < cuts && !isEnough(lost); cut++) {
    for (const id of await writeUntilCut(file, synchronous, chance.between(5, 400))) promised.add(id);
    const kept = idsIn(file);
    // A lost one is counted once, not after each cut that follows.
    for (const id of promised) if (!kept.has(id) && promised.delete(id)) lost++;
  }
  return { promised: promised.size + lost, lost };
}

/** What the writer said was safe before the power went, so long after its first word. */
async function writeUntilCut(file: string, synchronous: string, afterMs: number): Promise<string[]> {
  const writer = [process.execPath, "--import", "tsx", WRITER, file, synchronous];
  const { stdout } = await run("/usr/bin/python3", [CUTTER, disk.folder, String(afterMs / 1_000), ...writer], {
    maxBuffer: 64 * 1024 * 1024,
  });
  await disk.mountAgain();
  // A line that was not written to its end was not said.
  const said = stdout.split("\n").slice(0, -1);
  if (said.length === 0) throw new Error("the writer said nothing");
  return said;
}

function idsIn(file: string): Set<string> {
  const db = openDurableDatabase(file);
  try {
    return new Set(
      sqliteOutbox(db)
        .peek(1_000_000)
        .map(({ id }) => id),
    );
  } finally {
    db.close();
  }
}
