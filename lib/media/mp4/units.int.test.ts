import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeMessages } from "@/test/video-file";
import { type Folder, makeFolder } from "../media.fixture";
import type { Unit, VideoUnit } from "../packets";
import { FragmentMaker } from "./fragment-maker";
import { FTYP } from "./make-init";
import { UnitReader } from "./unit-reader";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-g", "25"];
const X265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1"];
const KINDS = {
  "H.264": [...X264, "-bf", "0", "-an"],
  "H.264 with B-frames and sound": [...X264, "-bf", "3", "-c:a", "aac"],
  "H.265 in ten bits": [...X265, "-pix_fmt", "yuv420p10le", "-an"],
  "H.264 in colour that is not thinned": [...X264, "-pix_fmt", "yuv444p", "-an"],
};

async function unitsOf(codec: string[]): Promise<{ units: Unit[]; bytes: Buffer }> {
  const units: Unit[] = [];
  const pieces: Buffer[] = [];
  const reader = new UnitReader((unit) => units.push(unit));
  const inputs = ["-f", "lavfi", "-i", "testsrc2=size=322x180:rate=25", "-f", "lavfi", "-i", "sine=sample_rate=48000"];
  const movflags = "+empty_moov+default_base_moof+delay_moov";
  const args = [
    "-v",
    "error",
    ...inputs,
    "-t",
    "4",
    ...codec,
    "-movflags",
    movflags,
    "-frag_duration",
    "1",
    "-f",
    "mp4",
    "pipe:1",
  ];
  const child = spawn("ffmpeg", args, { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.on("data", (bytes: Buffer) => {
    pieces.push(bytes);
    reader.push(bytes);
  });
  await once(child, "close");
  return { units, bytes: Buffer.concat(pieces) };
}

/** Times in ms after the file's first picture. */
async function packets(file: string, stream: string) {
  const read = async (which: string) => {
    const shown = ["-select_streams", which, "-show_entries", "packet=pts_time,dts_time,flags", "-of", "csv=p=0"];
    const { stdout } = await run("ffprobe", ["-v", "error", ...shown, file]);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split(","));
  };
  const start = Number((await read("v"))[0]![1]);
  const since = (time: string | undefined) => Math.round((Number(time) - start) * 1_000);
  return (await read(stream)).map(([pts, dts, flags]) => [since(pts), since(dts), flags]);
}

test.each(Object.entries(KINDS))(
  "%s: read from ffmpeg and written again, every packet is there and decodes",
  async (name, codec) => {
    const { units, bytes } = await unitsOf(codec);
    const pictures = units.filter((unit): unit is VideoUnit => unit.kind === "video");
    const sound = units.find((unit) => unit.kind === "audio");
    expect(pictures).toHaveLength(100);
    expect(pictures.filter(({ isKey }) => isKey).length).toBeGreaterThanOrEqual(4 / 10);
    expect(pictures[0]!.format).toMatchObject({ width: 322, height: 180 });

    const maker = new FragmentMaker(
      { video: pictures[0]!.format, audio: sound?.kind === "audio" ? sound.format : null },
      pictures[0]!.dts,
    );
    const written = [FTYP, maker.init];
    for (const unit of units) {
      if (unit.kind === "jpeg") continue;
      maker.add(unit);
      if (maker.span < 18_000) continue;
      const { moof, mdat } = maker.take()!;
      written.push(moof, ...mdat);
    }
    const last = maker.take();
    if (last) written.push(last.moof, ...last.mdat);
    const [theirs, ours] = [folder.file(`${name}.ffmpeg.mp4`), folder.file(`${name}.mp4`)];
    writeFileSync(theirs, bytes);
    writeFileSync(ours, Buffer.concat(written));
    expect(await decodeMessages(ours)).toBe("");
    expect(await packets(ours, "v")).toEqual(await packets(theirs, "v"));
    if (sound) expect(await packets(ours, "a")).toEqual(await packets(theirs, "a"));
    const again: Unit[] = [];
    new UnitReader((unit) => again.push(unit)).push(readFileSync(ours));
    expect(again.filter(({ kind }) => kind === "video").map(({ data }) => data)).toEqual(
      pictures.map(({ data }) => data),
    );
  },
);
