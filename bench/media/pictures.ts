import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { durationSeconds } from "@/test/video-file";

const EDGES_SECONDS = 1.2;

const run = promisify(execFile);

/** A file as it was found: how long it lasts, how many pictures are in it, and from each to the next, in seconds. */
export type Footage = { seconds: number; pictures: number; steps: number[] };

export async function readFootage(file: string): Promise<Footage> {
  const asked = ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=dts_time", "-of", "csv=p=0", file];
  const { stdout } = await run("ffprobe", asked, { maxBuffer: 64 * 1024 * 1024 });
  const times = stdout.trim().split("\n").map(Number.parseFloat);
  const steps = times.slice(1).map((time, n) => time - times[n]!);
  return { seconds: await durationSeconds(file), pictures: times.length, steps };
}

/** 1: a picture for each moment that should have one. A picture lost leaves its moment empty, so that this falls. */
export const shareOf = ({ seconds, pictures }: Footage, fps: number): number => pictures / (seconds * fps);

/**
 * How many pictures are not there: between two of them, and where it is shorter than the time it was recorded. A
 * recording may begin at the key frame before and ends with the last picture before the stop: that is not counted.
 */
export function countLost({ seconds, steps }: Footage, recordedSeconds: number, fps: number): number {
  const between = steps.reduce((sum, step) => sum + Math.max(0, Math.round(step * fps) - 1), 0);
  return between + Math.max(0, Math.floor((recordedSeconds - EDGES_SECONDS - seconds) * fps));
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
