import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, openSync, readFileSync, statSync, truncateSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeMessages, durationSeconds, topBoxes } from "@/test/video-file";
import { type Folder, makeFolder } from "../media.fixture";
import type { AudioUnit, VideoUnit } from "../packets";
import { createPartFile } from "../part-file";
import { UnitWriter } from "../unit-writer";
import { copyPlain, finishInPlace, isPlain, readContents, roomForIndex } from "./growing-file";
import { makeInit } from "./make-init";
import { UnitReader } from "./unit-reader";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

const SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"];
const KINDS = {
  "pictures alone": { input: [], output: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25"], fps: 25 },
  "pictures that are shown in another order, with sound": {
    input: SOUND,
    output: ["-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "50", "-c:a", "aac", "-shortest"],
    fps: 25 + 47,
  },
  "H.265": {
    input: [],
    output: ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params", "log-level=none"],
    fps: 25,
  },
};

/** Ten seconds written as a recording writes them. */
async function write(
  name: string,
  { input, output, fps }: (typeof KINDS)[keyof typeof KINDS],
  finish: boolean,
  roomBytes = roomForIndex(10, { samplesPerSecond: fps, fragmentsPerSecond: 5 }),
) {
  const units: (VideoUnit | AudioUnit)[] = [];
  const reader = new UnitReader((unit) => unit.kind !== "jpeg" && units.push(unit));
  const picture = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25"];
  const args = ["-v", "error", ...picture, ...input, "-t", "10", ...output, "-pix_fmt", "yuv420p"];
  const movflags = ["-movflags", "+empty_moov+default_base_moof+delay_moov", "-frag_duration", "1"];
  const child = spawn("ffmpeg", [...args, ...movflags, "-f", "mp4", "pipe:1"]);
  child.stdout.on("data", (bytes: Buffer) => reader.push(bytes));
  await once(child, "close");
  const first = units.find((unit) => unit.kind === "video")!;
  const sound = units.find((unit) => unit.kind === "audio");
  const formats = { video: first.format, audio: sound?.format ?? null };
  const part = await createPartFile(folder.file(name), roomBytes, makeInit(formats));
  const writer = new UnitWriter(part, formats, { origin: first.dts, flushMs: 200 });
  for (const unit of units) writer.add(unit);
  writer.flush();
  await (finish ? part.finish([]) : part.close());
  return folder.file(name);
}

async function packets(file: string) {
  const shown = ["-show_entries", "packet=stream_index,pts_time,dts_time,size,flags", "-of", "csv=p=0"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...shown, file], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split("\n").filter(Boolean).toSorted();
}

describe.each(Object.entries(KINDS))("%s", (name, kind) => {
  test("the plain MP4 made in place has every packet at its time, and decodes without a word", async () => {
    const file = await write(`${name}.part`, kind, false);
    const fragmented = await packets(file);
    const before = statSync(file).size;
    const handle = await open(file, "r+");
    expect(await isPlain(handle)).toBe(false);
    const contents = await readContents(handle);
    expect(await finishInPlace(handle, contents!, { keepsRoom: true })).toBe(true);
    expect(await isPlain(handle)).toBe(true);
    expect(await readContents(handle)).toBeNull();
    await handle.close();

    expect(statSync(file).size).toBe(before);
    expect(await topBoxes(file)).toEqual(["ftyp", "moov", "free", "mdat"]);
    expect(await decodeMessages(file)).toBe("");
    expect(await durationSeconds(file)).toBeCloseTo(10, 1);
    // The edit list moves everything to where it is shown: against a copy that ffmpeg makes, not against the fragments.
    const copy = folder.file(`${name}.copy.mp4`);
    await run("ffmpeg", ["-v", "error", "-y", "-i", file, "-map", "0", "-c", "copy", copy]);
    expect((await packets(copy)).map(roughly)).toEqual((await packets(file)).map(roughly));
    expect((await packets(file)).map(sizeOf).toSorted()).toEqual(fragmented.map(sizeOf).toSorted());
  });
});

/** An edit list of ffmpeg's counts in milliseconds. */
const roughly = (packet: string) =>
  packet.replace(/\d+\.\d+/g, (time) => String(Math.round((Number(time) + 0.001) * 100)));
const sizeOf = (packet: string) => packet.split(",")[3];

test("the writer itself makes it plain when it is told to, and what it knows equals what is read again", async () => {
  const kind = KINDS["pictures alone"];
  const whole = await write("whole.part", kind, true, 4_096);
  const again = await write("again.part", kind, false, 4_096);
  const handle = await open(again, "r+");
  await finishInPlace(handle, (await readContents(handle))!);
  await handle.close();
  expect(await topBoxes(whole)).toEqual(["ftyp", "moov", "free", "mdat"]);
  expect(readFileSync(whole).equals(readFileSync(again))).toBe(true);
});

test("without enough room the file stays as it was", async () => {
  const file = await write("narrow.part", KINDS["pictures alone"], false, 200);
  const before = readFileSync(file);
  const handle = await open(file, "r+");
  expect(await finishInPlace(handle, (await readContents(handle))!)).toBe(false);
  await handle.close();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("with much too much room it is copied without it, chapters and all", async () => {
  const file = await write(
    "roomy.part",
    KINDS["pictures that are shown in another order, with sound"],
    false,
    8_000_000,
  );
  const small = folder.file("small.mp4");
  const [handle, copy] = [await open(file, "r+"), await open(small, "w")];
  const contents = (await readContents(handle))!;
  const chapters = [{ startsAt: 2.5, title: "Die Kamera antwortet nicht – warum?" }];
  expect(await finishInPlace(handle, contents, { chapters })).toBe(false);
  await copyPlain(handle, contents, copy, chapters);
  expect(await finishInPlace(handle, contents, { chapters, keepsRoom: true })).toBe(true);
  await Promise.all([handle.close(), copy.close()]);
  expect(statSync(small).size).toBeLessThan(statSync(file).size - 7_900_000);
  expect(await topBoxes(small)).toEqual(["ftyp", "moov", "mdat"]);
  expect(await decodeMessages(small)).toBe("");
  expect(await packets(small)).toEqual(await packets(file));
  for (const one of [small, file]) {
    const { stdout } = await run("ffprobe", ["-v", "error", "-show_chapters", "-of", "json", one]);
    expect(JSON.parse(stdout).chapters).toMatchObject([
      { start_time: "2.500000", tags: { title: chapters[0]!.title } },
    ]);
  }
});

test("cut off anywhere while it grows it is finished up to its last whole fragment", async () => {
  const file = await write("cut.part", KINDS["pictures alone"], false);
  const { size } = statSync(file);
  for (const share of [0.999, 0.71, 0.4]) {
    const cut = folder.file(`cut-${share}.part`);
    copyFileSync(file, cut);
    truncateSync(cut, Math.round(size * share));
    const handle = await open(cut, "r+");
    expect(await finishInPlace(handle, (await readContents(handle))!, { keepsRoom: true })).toBe(true);
    await handle.close();
    expect(await decodeMessages(cut)).toBe("");
    expect(Math.abs((await durationSeconds(cut)) - 10 * share)).toBeLessThan(1.2);
  }
});

test("power lost at any write of the finishing: what is on the disk plays to its end", async () => {
  const file = await write("power.part", KINDS["pictures alone"], false);
  const { size } = statSync(file);
  for (let writes = 0; ; writes++) {
    const cut = folder.file(`power-${writes}.part`);
    copyFileSync(file, cut);
    const handle = await open(cut, "r+");
    let left = writes;
    const dying = new Proxy(handle, {
      get(target, name) {
        if (name !== "write") return Reflect.get(target, name).bind(target);
        return (...args: Parameters<typeof handle.write>) => {
          if (left-- === 0) throw new Error("power lost");
          return target.write(...args);
        };
      },
    });
    const done = await finishInPlace(dying, (await readContents(handle))!).catch(() => null);
    await handle.close();
    expect(statSync(cut).size).toBe(size);
    expect(await decodeMessages(cut)).toBe("");
    expect(await durationSeconds(cut)).toBeCloseTo(10, 1);
    if (done) {
      expect(writes).toBe(4);
      return;
    }
    const reopened = await open(cut, "r+");
    expect(await finishInPlace(reopened, (await readContents(reopened))!)).toBe(true);
    await reopened.close();
    expect(await topBoxes(cut)).toEqual(["ftyp", "moov", "free", "mdat"]);
  }
});

test("what is no recording is refused or left to others", async () => {
  const descriptor = openSync(folder.file("junk.part"), "w+");
  writeSync(descriptor, "not a video at all".repeat(1_000));
  const junk = await open(folder.file("junk.part"), "r+");
  expect(await isPlain(junk)).toBe(false);
  expect(await readContents(junk)).toBeNull();
  await junk.close();
});
