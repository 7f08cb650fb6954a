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
export const startRawCopy = ({ url }: Pick<RtspServer, "url">, file: string): RawFfmpeg =>
  keep([...QUIET, "-i", url, "-an", "-c", "copy", file]);

/** The peer of a recording of an MJPEG camera: the same encoder told the same, straight into an MP4. */
export const startRawEncoding = (url: string, { preset, crf, fps }: Settings, file: string): RawFfmpeg => {
  const filter = ["-vf", `scale=out_range=tv,fps=${fps},format=yuv420p`];
  const video = ["-c:v", "libx264", "-preset", preset, "-crf", String(crf), "-g", String(fps * 2)];
  const hasty = ["-bf", "0", "-rc-lookahead", "3", "-x264-params", "sliced-threads=1:sync-lookahead=0"];
  // The camera says nothing of its rate: pictures stand where they came.
  const input = ["-nostdin", "-v", "error", "-y", "-use_wallclock_as_timestamps", "1", "-f", "mpjpeg", "-i", url];
  return keep([...input, "-an", ...filter, ...video, ...hasty, file]);
};

export type RawFfmpeg = { pid: number; stop(): Promise<void> };
type Settings = { preset: string; crf: number; fps: number };

function keep(args: string[]): RawFfmpeg {
  const child = ffmpeg(args);
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
