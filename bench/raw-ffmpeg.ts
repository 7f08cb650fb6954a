import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { RtspServer } from "@/test/fixtures/rtsp-server";

const QUIET = ["-nostdin", "-v", "error", "-y", "-rtsp_transport", "tcp"];

/** The peer of a session and of a snapshot: a cold ffmpeg that opens the camera and writes its first picture. Milliseconds. */
export async function timeFirstPicture(camera: RtspServer): Promise<number> {
  const startedAt = performance.now();
  const child = ffmpeg([...QUIET, "-i", camera.url, "-frames:v", "1", "-f", "mjpeg", "-"]);
  await ended(child);
  return performance.now() - startedAt;
}

/** The peer of a recording, and the least it can cost: `ffmpeg -c copy` from the camera straight to an MP4. */
export function startRawCopy(camera: RtspServer, file: string): { pid: number; stop(): Promise<void> } {
  const child = ffmpeg([...QUIET, "-i", camera.url, "-an", "-c", "copy", file]);
  const end = ended(child);
  end.catch(() => {}); // told by stop()
  return {
    pid: child.pid!,
    async stop() {
      child.kill("SIGINT");
      await end;
    },
  };
}

function ffmpeg(args: string[]): ChildProcess {
  const child = spawn("ffmpeg", args, { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout?.resume();
  return child;
}

/** 255 is how ffmpeg says that it was asked to stop. */
async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, "exit");
  if (code !== 0 && code !== 255) throw new Error(`ffmpeg ended with ${code}`);
}
