import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const FFMPEG = process.env.FFMPEG_PATH || "ffmpeg";
const FFPROBE = process.env.FFPROBE_PATH || "ffprobe";

export type VideoFacts = { bytes: bigint; durationSeconds: number; sha256: string; hasPoster: true };

/** Cuts `seconds` out of a camera's endless film into an MP4 with its poster, and says what became of it. */
export async function cutVideo(film: string, fromSeconds: number, seconds: number, file: string): Promise<VideoFacts> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const isMjpeg = film.endsWith(".mjpeg");
  const input = isMjpeg ? ["-f", "mjpeg", "-framerate", "15"] : [];
  const codec = isMjpeg
    ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"]
    : ["-c", "copy"];
  const begin = ["-nostdin", "-v", "error", "-y"];
  const cut = ["-t", String(seconds), "-an", ...codec, "-movflags", "+faststart", "-f", "mp4", part];
  await run(FFMPEG, [...begin, "-stream_loop", "-1", "-ss", String(fromSeconds), ...input, "-i", film, ...cut]);
  const poster = file.replace(/\.mp4$/, ".jpg");
  const frame = ["-frames:v", "1", "-vf", "scale=640:-2", "-q:v", "4", "-f", "mjpeg", `${poster}.part`];
  await run(FFMPEG, [...begin, "-ss", String(seconds / 2), "-i", part, ...frame]);
  await rename(`${poster}.part`, poster);
  await rename(part, file);
  const { size } = await stat(file);
  return { bytes: BigInt(size), durationSeconds: await durationOf(file), sha256: await hashOf(file), hasPoster: true };
}

async function durationOf(file: string): Promise<number> {
  const { stdout } = await run(FFPROBE, ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file]);
  return Number(stdout.trim());
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest("hex");
}
