import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { readSequence, unitType } from "./parameter-sets";

/** The first SPS that this encoder writes. */
function spsOf(codec: "h264" | "hevc", args: readonly string[]): Buffer {
  const source = ["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25", "-frames:v", "30"];
  const bytes = execFileSync("ffmpeg", [...source, ...args, "-f", codec, "pipe:1"]);
  const text = bytes.toString("latin1");
  const units = text.split("\0\0\x01").map((unit) => Buffer.from(unit, "latin1"));
  return units.find((unit) => unit.length > 0 && unitType(unit, codec) === (codec === "h264" ? 7 : 33))!;
}
const x264 = (params: string) => ["-c:v", "libx264", "-x264-params", params];
const x265 = (params: string) => ["-c:v", "libx265", "-x265-params", `log-level=none:${params}`];

test.concurrent.each([
  ["h264", x264("bframes=0"), 0],
  ["h264", x264("bframes=2:b-pyramid=none"), 1],
  ["h264", x264("bframes=3:b-pyramid=normal:nal-hrd=vbr:vbv-maxrate=1000:vbv-bufsize=1000"), 2],
  ["h264", [...x264("bframes=0"), "-profile:v", "baseline"], 0],
  ["hevc", x265("bframes=0"), 0],
  ["hevc", x265("bframes=4:b-pyramid=1"), 2],
] as const)("%s %j: %s", async (codec, args, depth) => {
  expect(readSequence(codec, spsOf(codec, args))).toMatchObject({ width: 320, height: 240, reorder: depth });
});
