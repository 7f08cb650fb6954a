import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeMessages } from "@/test/video-file";
import { type Folder, makeFolder } from "../media.fixture";
import { UnitReader } from "../mp4/unit-reader";
import type { AudioUnit, VideoUnit } from "../packets";
import { TsMuxer } from "./muxer";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

test.each(["libx264", "libx265"])("units of %s with sound become MPEG-TS that another program reads", async (codec) => {
  const units: (VideoUnit | AudioUnit)[] = [];
  const reader = new UnitReader((unit) => unit.kind !== "jpeg" && units.push(unit));
  const inputs = ["-f", "lavfi", "-i", "testsrc2=size=322x180:rate=25", "-f", "lavfi", "-i", "sine=sample_rate=48000"];
  const movflags = ["-movflags", "+empty_moov+default_base_moof+delay_moov", "-frag_duration", "1"];
  const args = [...inputs, "-t", "3", "-c:v", codec, "-preset", "ultrafast", "-bf", "2", "-g", "25", "-c:a", "aac"];
  const child = spawn("ffmpeg", ["-v", "fatal", ...args, ...movflags, "-f", "mp4", "pipe:1"]);
  child.stdout.on("data", (bytes: Buffer) => reader.push(bytes));
  await once(child, "close");

  const muxer = new TsMuxer({ hasSound: true });
  const file = folder.file(`${codec}.ts`);
  writeFileSync(file, Buffer.concat(units.map((unit) => muxer.packets({ ...unit, ...later(unit) }))));
  expect(await decodeMessages(file)).toBe("");
  const shown = ["-show_entries", "packet=codec_type,pts_time,flags", "-of", "csv=p=0"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...shown, file]);
  const lines = stdout.split("\n").filter(Boolean);
  expect(lines.filter((line) => line.startsWith("video"))).toHaveLength(75);
  expect(lines.filter((line) => line.startsWith("video") && line.includes("K"))).not.toHaveLength(0);
  expect(lines.filter((line) => line.startsWith("audio")).length).toBe(
    units.filter(({ kind }) => kind === "audio").length,
  );
});

/** Times of MPEG-TS are never negative. */
const later = (unit: VideoUnit | AudioUnit) =>
  unit.kind === "video" ? { pts: unit.pts + 90_000, dts: unit.dts + 90_000 } : { pts: unit.pts + 90_000 };
