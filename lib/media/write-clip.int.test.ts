import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { checkPlayable, decodeMessages } from "@/test/video-file";
import { type Folder, makeFolder } from "./media.fixture";
import { UnitReader } from "./mp4/unit-reader";
import { TICKS_PER_MS, type Unit } from "./packets";
import type { SeenUnit } from "./ring";
import { SmjpegParser } from "./smjpeg";
import { type WriteClipOptions, writeClip } from "./write-clip";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

const INPUTS = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-f", "lavfi", "-i", "sine=sample_rate=48000"];
const MOVFLAGS = ["-movflags", "+empty_moov+default_base_moof+delay_moov"];
const FRAGMENTED = [...MOVFLAGS, "-frag_duration", "100000", "-f", "mp4"];

async function film(seconds: number, output: string[], onBytes: (bytes: Buffer) => void): Promise<void> {
  const args = ["-v", "error", ...INPUTS, "-t", String(seconds), ...output, "pipe:1"];
  const child = spawn("ffmpeg", args, { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.on("data", onBytes);
  await once(child, "close");
}

/** As a camera's proxy hands them on, with times far from zero. */
async function filmUnits(seconds: number, codec: string[]): Promise<SeenUnit[]> {
  const units: SeenUnit[] = [];
  const lateMs = 5_000_000;
  const see = (unit: Unit): SeenUnit => {
    if (unit.kind === "jpeg") return { ...unit, atMs: lateMs };
    const [late, atMs] = [lateMs * TICKS_PER_MS, lateMs + unit.pts / TICKS_PER_MS];
    const pts = unit.pts + late;
    return unit.kind === "video" ? { ...unit, pts, dts: unit.dts + late, atMs } : { ...unit, pts, atMs };
  };
  const reader = new UnitReader((unit) => units.push(see(unit)));
  await film(seconds, [...codec, ...FRAGMENTED], (bytes) => reader.push(bytes));
  return units;
}

async function filmJpegs(seconds: number): Promise<SeenUnit[]> {
  const units: SeenUnit[] = [];
  const size = { width: 320, height: 180 };
  const parser = new SmjpegParser((data, timeMs) => units.push({ kind: "jpeg", data, ...size, atMs: 7_000 + timeMs }));
  await film(seconds, ["-an", "-c:v", "mjpeg", "-f", "smjpeg"], (bytes) => parser.push(bytes));
  return units;
}

let clips = 0;
function optionsOf(change: Partial<WriteClipOptions> = {}): WriteClipOptions {
  const name = `clip${++clips}`;
  return {
    ...{ partPath: folder.file(`.${name}.mp4.part`), finalPath: folder.file(`${name}.mp4`) },
    ...{ untilMs: 0, posterPath: folder.file(`${name}.jpg`), ffmpegPath: "ffmpeg", ffprobePath: "ffprobe" },
    ...{ encode: { codec: "libx264", preset: "veryfast", crf: 23, fps: 25 }, log: createLogger("test", "silent") },
    ...change,
  };
}

async function packetTimes(file: string, stream: "v" | "a"): Promise<number[]> {
  const show = ["-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time", "-of", "csv=p=0"];
  const { stdout } = await run("ffprobe", [...show, file]);
  return stdout.split("\n").filter(Boolean).map(Number.parseFloat);
}

const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-g", "25"];
const KINDS = {
  "H.264 with B-frames and sound": [...X264, "-bf", "2", "-c:a", "aac"],
  "H.265": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=25", "-an"],
};

test.each(Object.entries(KINDS))("%s is copied into a plain MP4 that decodes", async (_name, codec) => {
  const options = optionsOf();
  const units = await filmUnits(4, codec);
  const clip = await writeClip(units, options);
  await checkPlayable(options.finalPath, 3.9);
  expect(clip).toMatchObject({ hasPoster: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(clip.durationSeconds).toBeCloseTo(4, 0);
  expect(clip.bytes).toBe(statSync(options.finalPath).size);
  const pictures = await packetTimes(options.finalPath, "v");
  expect(pictures).toHaveLength(100);
  const sound = await packetTimes(options.finalPath, "a");
  expect(sound).toHaveLength(units.filter(({ kind }) => kind === "audio").length);
  expect(existsSync(options.partPath)).toBe(false);
  expect(statSync(options.finalPath).mode & 0o777).toBe(0o600);
});

test("begins with the first key frame; while the camera was away the picture stands", async () => {
  const options = optionsOf();
  const units = (await filmUnits(4, [...X264, "-bf", "0", "-an"])) as Extract<SeenUnit, { kind: "video" }>[];
  const late = 8_000 * TICKS_PER_MS;
  const [before, after] = [units.slice(10, 50), units.slice(50)];
  const moved = after.map((unit) => ({ ...unit, pts: unit.pts + late, dts: unit.dts + late }));
  const clip = await writeClip([...before, ...moved], options);
  expect(await decodeMessages(options.finalPath)).toBe("");
  expect(clip.durationSeconds).toBeCloseTo(11, 0);
  const times = await packetTimes(options.finalPath, "v");
  expect(times).toHaveLength(75);
  expect(times[25]! - times[24]!).toBeCloseTo(8.04, 2);
});

test("of a camera that stopped sending the last picture stands to the end", async () => {
  const units = await filmUnits(2, [...X264, "-bf", "0", "-an"]);
  const jpegs = await filmJpegs(2);
  for (const all of [units, jpegs]) {
    const options = optionsOf({ untilMs: all[0]!.atMs + 6_000 });
    expect((await writeClip(all, options)).durationSeconds).toBeCloseTo(6, 1);
    const short = optionsOf({ untilMs: all.at(-1)!.atMs + 30 });
    expect((await writeClip(all, short)).durationSeconds).toBeCloseTo(2, 1);
  }
});

test("JPEGs are encoded, each shown from when it came", async () => {
  const options = optionsOf();
  const jpegs = (await filmJpegs(4)).filter(({ atMs }) => atMs < 8_000 || atMs > 9_500);
  const clip = await writeClip(jpegs, options);
  await checkPlayable(options.finalPath, 3.8);
  expect(clip.durationSeconds).toBeCloseTo(4, 0);
  expect(await packetTimes(options.finalPath, "v")).toHaveLength(100);
});

test("what cannot become a clip leaves nothing behind", async () => {
  const log = createLogger("test", "silent");
  const jpegs = await filmJpegs(1);
  const noKeys = (await filmUnits(1, [...X264, "-bf", "0", "-an"])).slice(1);
  const broken = optionsOf({ ffmpegPath: "/bin/false", log });
  const before = readdirSync(folder.dir).length;
  await expect(writeClip(noKeys, optionsOf())).rejects.toMatchObject({ code: "unprocessable" });
  await expect(writeClip([], optionsOf())).rejects.toMatchObject({ code: "unprocessable" });
  await expect(writeClip(jpegs, broken)).rejects.toMatchObject({ code: "internal" });
  await expect(writeClip(jpegs, optionsOf({ ffmpegPath: "/nowhere", log }))).rejects.toMatchObject({
    code: "internal",
  });
  expect(readdirSync(folder.dir)).toHaveLength(before);
});

test("a part that was left behind is written over", async () => {
  const options = optionsOf();
  writeFileSync(options.partPath, "leftover");
  await writeClip(await filmJpegs(1), options);
  await checkPlayable(options.finalPath, 0.9);
});
