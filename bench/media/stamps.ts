import { spawn } from "node:child_process";
import { once } from "node:events";

const CELLS = 32;
const ROUND_MS = 2 ** 24;

/** A picture, and when the last byte of it was here: milliseconds of the wall clock. */
export type Arrival = { jpeg: Buffer; atMs: number };

/** Milliseconds between the time burned into each picture and its arrival. Throws when most cannot be read. */
export async function readAges(arrivals: readonly Arrival[]): Promise<number[]> {
  const cells = await readCells(arrivals.map(({ jpeg }) => jpeg));
  const ages = arrivals.flatMap(({ atMs }, index) => {
    const bits = [...cells.subarray(index * CELLS, (index + 1) * CELLS)].map((luma) => (luma > 127 ? 1 : 0));
    const [high, middle, low, check] = [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8).join(""), 2));
    if ((high! ^ middle! ^ low!) !== check) return [];
    const stamp = (high! << 16) | (middle! << 8) | low!;
    return [(((atMs - stamp) % ROUND_MS) + ROUND_MS) % ROUND_MS];
  });
  if (ages.length === 0 || ages.length < arrivals.length * 0.9)
    throw new Error(`only ${ages.length} of ${arrivals.length} pictures say when they were made`);
  return ages;
}

/** The brightness of each cell of each picture, one after the other. After the measuring, so that it costs nothing then. */
async function readCells(jpegs: readonly Buffer[]): Promise<Buffer> {
  // The stamp is the topmost 96 of 720 lines, at whatever size: its middle is looked at.
  const filter = `crop=iw:ih/15:0:ih/30,scale=${CELLS}:1:flags=area,format=gray`;
  const input = ["-v", "error", "-f", "mjpeg", "-i", "pipe:0", "-vf", filter];
  const child = spawn("ffmpeg", [...input, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const found: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => found.push(bytes));
  const exited = once(child, "close");
  child.stdin.end(Buffer.concat(jpegs));
  await exited;
  return Buffer.concat(found);
}
