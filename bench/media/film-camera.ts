import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { startRtspFilm } from "@/test/fixtures/rtsp-server";
import type { World } from "../world";

export const FPS = 25;
/** Some seconds are enough: nobody looks at it. */
const SECONDS = 8;

/** What ffmpeg is told to make a film of a usual camera: H.264, 720p25, a key frame each second, 4 Mbit/s. */
export function filmArgs(seconds: number): string[] {
  const noise = `testsrc2=size=1280x720:rate=${FPS},noise=alls=12:allf=t`;
  const input = ["-v", "error", "-y", "-f", "lavfi", "-i", noise, "-t", String(seconds), "-pix_fmt", "yuv420p"];
  const rate = ["-b:v", "4M", "-minrate", "4M", "-maxrate", "4M", "-bufsize", "2M", "-nal-hrd", "cbr"];
  return [...input, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", String(FPS), ...rate];
}

/** An RTSP camera like that of the world, the readers of which do not meet. */
export async function startFilmCamera({ stack }: Pick<World, "stack">) {
  const film = path.join(stack.dir, "film.h264");
  const args = [...filmArgs(SECONDS), "-x264-params", "aud=1", "-f", "h264", film];
  const [code] = await once(spawn("ffmpeg", args, { stdio: ["ignore", "ignore", "inherit"] }), "exit");
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  return startRtspFilm(film, FPS);
}
