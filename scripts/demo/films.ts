import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MAIN = path.join(import.meta.dirname, "pictures/main.ts");
/** Court 2's camera speaks MJPEG; the others H.264. */
const FILES = { court1: "court1.mp4", court2: "court2.mjpeg", court3: "court3.mp4" } as const;

export type Films = Record<keyof typeof FILES, string>;

/** The film each synthetic camera plays in a loop; made at the first start, side by side. */
export async function ensureFilms(dir: string): Promise<Films> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const entries = Object.entries(FILES).map(([scene, name]) => [scene, path.join(dir, name)] as const);
  const missing = entries.filter(([, file]) => !existsSync(file));
  const ended = await Promise.allSettled(
    missing.map(([scene, file]) => run(process.execPath, ["--import", "tsx", MAIN, scene, file])),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return Object.fromEntries(entries) as Films;
}
