import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a whole decoding has to say: nothing, for a sound file. */
export async function decodeMessages(file: string): Promise<string> {
  // In the file's own time base: a guessed rate would put two pictures at one moment.
  const { stderr } = await run("ffmpeg", [
    ...["-nostdin", "-v", "error", "-i", file],
    ...["-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "null", "-"],
  ]);
  return stderr;
}

export async function durationSeconds(file: string): Promise<number> {
  const args = ["-v", "error", "-show_entries", "format=duration", "-of", "default=nk=1:nw=1", file];
  return Number((await run("ffprobe", args)).stdout);
}

/** The kinds of the boxes at the top of an MP4, in order. */
export async function topBoxes(file: string): Promise<string[]> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const kinds: string[] = [];
    for (let at = 0; at < size; ) {
      const head = Buffer.alloc(16);
      await handle.read(head, 0, 16, at);
      kinds.push(head.toString("latin1", 4, 8));
      const length = head.readUInt32BE(0);
      at += length === 1 ? Number(head.readBigUInt64BE(8)) : length || size;
    }
    return kinds;
  } finally {
    await handle.close();
  }
}

/** Throws unless the MP4 decodes to the end without a word, lasts at least `minSeconds`, and is plain with its index in front. */
export async function checkPlayable(file: string, minSeconds: number): Promise<void> {
  const said = await decodeMessages(file);
  if (said) throw new Error(`ffmpeg says: ${said}`);
  const seconds = await durationSeconds(file);
  if (!(seconds >= minSeconds)) throw new Error(`it lasts ${seconds} s, not ${minSeconds}`);
  const boxes = await topBoxes(file);
  if (boxes.includes("moof")) throw new Error("it has fragments left");
  if (boxes.indexOf("moov") < 0 || boxes.indexOf("moov") > boxes.indexOf("mdat")) throw new Error(`boxes: ${boxes}`);
}
