import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Length of the video as its container says. */
export const mediaSeconds = (file: string): number =>
  Number(execFileSync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file]));

/** Throws unless the MP4 decodes to the end without a word, lasts at least `minSeconds` and has `moov` before `mdat`. */
export function checkPlayable(file: string, minSeconds: number): void {
  const decoded = spawnSync("ffmpeg", ["-nostdin", "-v", "error", "-i", file, "-f", "null", "-"], { encoding: "utf8" });
  if (decoded.status !== 0 || decoded.stderr) throw new Error(`ffmpeg says: ${decoded.stderr}`);
  const seconds = mediaSeconds(file);
  if (!(seconds >= minSeconds)) throw new Error(`it lasts ${seconds} s, not ${minSeconds}`);
  const boxes = boxesOf(readFileSync(file));
  if (boxes.includes("moof")) throw new Error("it has fragments left");
  if (boxes.indexOf("moov") < 0 || boxes.indexOf("moov") > boxes.indexOf("mdat")) throw new Error(`boxes: ${boxes}`);
}

/** The types of an MP4's outermost boxes in order. */
function boxesOf(bytes: Buffer): string[] {
  const types: string[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    types.push(bytes.toString("latin1", at + 4, at + 8));
    const size = bytes.readUInt32BE(at);
    if (size === 0) break;
    at += size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size;
  }
  return types;
}
