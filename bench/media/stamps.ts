import { spawn } from "node:child_process";
import { once } from "node:events";

const CELLS = 32;
const ROUND_MS = 2 ** 24;

/** A picture, and when the last byte of it was here: milliseconds of the wall clock. */
export type Arrival = { jpeg: Buffer; atMs: number };

const STAMP_BITS = 24;

/** Milliseconds between the time burned into each picture and its arrival. Throws when most cannot be read. */
export async function readAges(arrivals: readonly Arrival[]): Promise<number[]> {
  const jpegs = Buffer.concat(arrivals.map(({ jpeg }) => jpeg));
  const stamps = await readStamps(["-f", "mjpeg", "-i", "pipe:0"], jpegs);
  const ages = arrivals.flatMap(({ atMs }, index) => {
    const stamp = stamps[index] ?? null;
    return stamp === null ? [] : [(((atMs - stamp) % ROUND_MS) + ROUND_MS) % ROUND_MS];
  });
  checkMost(ages.length, arrivals.length);
  return ages;
}

/** When each picture of a file was made, in wall-clock milliseconds near `nearMs`. Throws when most do not say. */
export async function readFilmStamps(file: string, nearMs: number): Promise<number[]> {
  const stamps = await readStamps(["-i", file]);
  const found = stamps.filter((stamp) => stamp !== null);
  checkMost(found.length, stamps.length);
  return found.map((stamp) => {
    const besideMs = (((stamp - nearMs) % ROUND_MS) + ROUND_MS) % ROUND_MS;
    return nearMs + (besideMs > ROUND_MS / 2 ? besideMs - ROUND_MS : besideMs);
  });
}

function checkMost(found: number, all: number): void {
  if (found === 0 || found < all * 0.9) throw new Error(`only ${found} of ${all} pictures say when they were made`);
}

/** What each picture says, one after the other, null where it cannot be read. After the measuring, so that it costs nothing then. */
async function readStamps(input: readonly string[], stdin?: Buffer): Promise<(number | null)[]> {
  // The stamp is the topmost 96 of 720 lines, at whatever size: its middle is looked at.
  const filter = `crop=iw:ih/15:0:ih/30,scale=${CELLS}:1:flags=area,format=gray`;
  const args = ["-v", "error", ...input, "-vf", filter, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"];
  const child = spawn("ffmpeg", args, { stdio: ["pipe", "pipe", "inherit"] });
  const found: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => found.push(bytes));
  const exited = once(child, "close");
  child.stdin.end(stdin);
  await exited;
  const cells = Buffer.concat(found);
  return Array.from({ length: cells.length / CELLS }, (_, index) =>
    stampOf(cells.subarray(index * CELLS, (index + 1) * CELLS)),
  );
}

function stampOf(cells: Buffer): number | null {
  const number = (from: number, to: number) =>
    cells.subarray(from, to).reduce((bits, luma) => bits * 2 + (luma > 127 ? 1 : 0), 0);
  const stamp = number(0, STAMP_BITS);
  const check = (stamp >> 16) ^ ((stamp >> 8) & 0xff) ^ (stamp & 0xff);
  return check === number(STAMP_BITS, CELLS) ? stamp : null;
}
