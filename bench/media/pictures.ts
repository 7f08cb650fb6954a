import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { durationSeconds } from "@/test/video-file";

const EDGES_SECONDS = 1.2;

const run = promisify(execFile);

/** A file as it was found: how long it lasts, and how many pictures are in it. */
export type Footage = { seconds: number; pictures: number };

export async function readFootage(file: string): Promise<Footage> {
  const counting = ["-v", "error", "-select_streams", "v:0", "-count_packets"];
  const args = [...counting, "-show_entries", "stream=nb_read_packets", "-of", "default=nk=1:nw=1", file];
  const { stdout } = await run("ffprobe", args);
  return { seconds: await durationSeconds(file), pictures: Number(stdout) };
}

/** 1: a picture for each moment that should have one. A picture lost leaves its moment empty, so that this falls. */
export const shareOf = ({ seconds, pictures }: Footage, fps: number): number => pictures / (seconds * fps);

/**
 * How many pictures are not there, of those that its length or the time it was recorded ask for, whichever is more. A
 * recording may begin at the key frame before and ends with the last picture before the stop: that is not counted.
 */
export function countLost(found: Footage, recordedSeconds: number, fps: number): number {
  const whole = Math.max(found.seconds, recordedSeconds - EDGES_SECONDS);
  return Math.max(0, Math.floor(whole * fps) - found.pictures);
}

/** Throws unless its pictures are there, and no more than can be, 2 % left open. */
export function checkWhole(found: Footage, recordedSeconds: number, fps: number): void {
  const lost = countLost(found, recordedSeconds, fps) / found.pictures;
  const more = found.pictures / ((recordedSeconds + EDGES_SECONDS) * fps) - 1;
  if (!(lost <= 0.02 && more <= 0.02))
    throw new Error(
      `a file of ${found.seconds.toFixed(1)} s has ${found.pictures} pictures; ${recordedSeconds.toFixed(1)} s were recorded`,
    );
}
