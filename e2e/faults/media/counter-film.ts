import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { durationSeconds } from "@/test/video-file";
import { readNumber, TICK_MS } from "./counter-picture";

const run = promisify(execFile);
const [WIDTH, HEIGHT] = [60, 40];
/** Largest film a test decodes: an hour at 25 pictures a second. */
const MAX_BUFFER = 300 * 1024 * 1024;

export type Shown = { number: number | null; seconds: number };

/** Every picture of a video in the order it is shown, as ffmpeg decodes it. `complaints` is what ffmpeg said of it. */
export async function readFilm(file: string): Promise<{ shown: Shown[]; complaints: string; seconds: number }> {
  const filter = `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray,showinfo`;
  const args = ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info", "-i", file, "-map", "0:v:0"];
  args.push("-fps_mode", "passthrough", "-vf", filter, "-f", "rawvideo", "pipe:1");
  const { stdout, stderr } = await run("ffmpeg", args, { encoding: "buffer", maxBuffer: MAX_BUFFER });
  const lines = stderr.toString().split("\n");
  const times = lines.flatMap((line) => {
    const time = /\bn: *\d+ .*\bpts_time: *([\d.-]+)/.exec(line)?.[1];
    return time === undefined ? [] : [Number(time)];
  });
  const size = WIDTH * HEIGHT;
  if (stdout.length !== times.length * size)
    throw new Error(`${stdout.length / size} pictures of ${file}, but ${times.length} times`);
  const shown = times.map((seconds, at) => ({
    number: readNumber(stdout.subarray(at * size, (at + 1) * size), WIDTH, HEIGHT),
    seconds,
  }));
  // Raw pictures have no times: that two are closer than a frame is nothing to complain of.
  const isComplaint = (line: string) => /\[(warning|error|fatal|panic)\]/.test(line) && !/^\[rawvideo/.test(line);
  const complaints = lines.filter(isComplaint).join("\n");
  return { shown, complaints, seconds: await durationSeconds(file) };
}

/** Pictures that are not in the film, between two that are: when these two were taken, in epoch milliseconds. */
export type Hole = { fromMs: number; toMs: number };
export type Film = {
  pictures: number;
  /** When its first and last picture were taken, and how long it lasts by its own times. */
  firstMs: number;
  lastMs: number;
  seconds: number;
  holes: Hole[];
  /** Pictures that show no number, and those that go back in time outside a hole. */
  broken: number;
  backwards: number;
  /** The farthest a picture is shown from where the clock on the wall wants it, and where it gets away from there. */
  driftSeconds: number;
  jumps: { atSeconds: number; bySeconds: number }[];
  complaints: string;
};

/** What a film holds. `step` is the largest distance of two neighbours that have nothing between them, in ticks. */
export async function judgeFilm(file: string, epochMs: number, step = 1): Promise<Film> {
  const { shown, complaints, seconds } = await readFilm(file);
  const readable = shown.filter((one): one is { number: number; seconds: number } => one.number !== null);
  const first = readable[0];
  if (!first) throw new Error(`${file} shows no number in ${shown.length} pictures`);
  const atMs = (number: number) => epochMs + number * TICK_MS;
  const film: Film = {
    ...{ pictures: shown.length, firstMs: atMs(first.number), lastMs: atMs(first.number), seconds, complaints },
    ...{ holes: [], broken: shown.length - readable.length, backwards: 0, driftSeconds: 0, jumps: [] },
  };
  let newest = first.number;
  let [repeated, lastDrift] = [0, 0];
  for (const { number, seconds: at } of readable.slice(1)) {
    // In a hole the last picture may stand, or the last key frame: seen again, until a newer one comes.
    if (number <= newest) {
      repeated += number < newest ? 1 : 0;
      continue;
    }
    if (number - newest > step) film.holes.push({ fromMs: atMs(newest), toMs: atMs(number) });
    else film.backwards += repeated;
    repeated = 0;
    newest = number;
    const drift = at - first.seconds - ((number - first.number) * TICK_MS) / 1_000;
    if (Math.abs(drift) > Math.abs(film.driftSeconds)) film.driftSeconds = drift;
    if (Math.abs(drift - lastDrift) > JUMP_SECONDS) film.jumps.push({ atSeconds: at, bySeconds: drift - lastDrift });
    lastDrift = drift;
  }
  film.lastMs = atMs(newest);
  return film;
}

/** What a picture may be away from its neighbours without being called out of step. */
const JUMP_SECONDS = 0.3;

/** Seconds of the film's time on the wall that it does not show. */
export const missingSeconds = ({ holes }: Pick<Film, "holes">): number =>
  holes.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs - TICK_MS) / 1_000, 0);
