import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { createCameraProxy } from "./camera-proxy";
import { finishRecording } from "./finish-recording";
import type { CameraProxy } from "./ports";
import { resumeRecorder, startRecorder } from "./recorder";

export const silent = createLogger("test", "silent");
export const policy = { allowTestSources: true, allowedHosts: ["*"] };
const ENCODE = { codec: "libx264", preset: "veryfast", crf: 23, fps: 25 };

export function makeProxy(source: CameraConfig["source"], url: string | null, { audio = false } = {}): CameraProxy {
  const camera = { id: 1, club_id: 1, name: "Court", source, url, audio, sensors: false };
  return createCameraProxy({ camera, ffmpegPath: "ffmpeg", clock: systemClock, log: silent, policy, lingerMs: 100 });
}

/** A folder of its own, with names for a recording's files. */
export function makeFolder() {
  const dir = mkdtempSync(path.join(tmpdir(), "media-"));
  return {
    dir,
    file: (name: string) => path.join(dir, name),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
export type Folder = ReturnType<typeof makeFolder>;

const recorder = (proxy: CameraProxy, partPath: string, logPath: string, plannedSeconds = 5_400) => ({
  ...{ proxy, partPath, logPath, plannedSeconds },
  ...{ ffmpegPath: "ffmpeg", encode: ENCODE, clock: systemClock, log: silent },
});

export const recordAt = (...about: Parameters<typeof recorder>) => startRecorder(recorder(...about));

export const recordInto = (proxy: CameraProxy, { file }: Folder, name: string, plannedSeconds?: number) =>
  recordAt(proxy, file(`.${name}.mp4.part`), file(`${name}.log`), plannedSeconds);

export const resumeInto = (
  proxy: CameraProxy,
  { file }: Folder,
  name: string,
  startedAt: Date,
  plannedSeconds?: number,
) => resumeRecorder(recorder(proxy, file(`.${name}.mp4.part`), file(`${name}.log`), plannedSeconds), startedAt);

export const finishIn = ({ file }: Folder, name: string) =>
  finishRecording({
    ...{ partPath: file(`.${name}.mp4.part`), finalPath: file(`${name}.mp4`), posterPath: file(`${name}.jpg`) },
    ...{ ffmpegPath: "ffmpeg", ffprobePath: "ffprobe", log: silent },
  });

export const wait = (ms: number) => systemClock.sleep(ms);

/** Command lines and environments of every process that can be read, but this one's: where a secret would show. */
export function whatProcessesShow(): string {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const read = (file: string) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return ""; // it ended meanwhile
    }
  };
  return pids.map((pid) => read(`/proc/${pid}/cmdline`) + read(`/proc/${pid}/environ`)).join("\n");
}
