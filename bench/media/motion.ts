import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/test/free-port";

export type Motion = { pid: number; stop(): Promise<string[]> };

export const findMotion = (): boolean => spawnSync("motion", ["-h"], { stdio: "ignore" }).error === undefined;

const QUIET = ["daemon off", "log_level 4", "webcontrol_port 0", "stream_port 0", "picture_output off"];
const RECORDING = ["framerate 25", "width 1280", "height 720", "movie_output on", "movie_passthrough on"];
/** One file from the beginning to the end, as a recording is. */
const ALWAYS = ["emulate_motion on", "movie_codec mp4", "movie_max_time 0"];

export type LiveMotion = { url: string; pid: number; stop(): Promise<void> };

/** Debian's motion as a server of live pictures: the camera's, decoded and encoded again, to whoever asks. */
export async function streamWithMotion(
  camera: string,
  { width, height, fps }: { width: number; height: number; fps: number },
  dir: string,
): Promise<LiveMotion> {
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const lines = ["daemon off", "log_level 4", "webcontrol_port 0", "picture_output off", "movie_output off"];
  const stream = [`stream_port ${port}`, "stream_localhost on", `stream_maxrate ${fps}`, "stream_quality 75"];
  const picture = [`framerate ${fps}`, `width ${width}`, `height ${height}`, `netcam_url ${camera}`];
  const { child, end } = startMotion(dir, [...lines, ...stream, ...picture]);
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid!, stop: end };
}

/** Debian's motion as a recorder: the cameras' own packets into one MP4 each. `stop` answers where they are. */
export function recordWithMotion(urls: readonly string[], dir: string): Motion {
  mkdirSync(dir, { recursive: true });
  const write = (name: string, lines: readonly string[]) => {
    const file = path.join(dir, name);
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  };
  const cameras = urls.map((url, index) => {
    const id = index + 1;
    return `camera ${write(`${id}.conf`, [`camera_id ${id}`, `netcam_url ${url}`, `movie_filename camera-${id}`])}`;
  });
  const { child, end } = startMotion(dir, [...QUIET, ...RECORDING, ...ALWAYS, `target_dir ${dir}`, ...cameras]);
  return {
    pid: child.pid!,
    async stop() {
      await end();
      return readdirSync(dir)
        .filter((name) => name.endsWith(".mp4"))
        .map((name) => path.join(dir, name));
    },
  };
}

function startMotion(dir: string, lines: readonly string[]) {
  const config = path.join(dir, "motion.conf");
  writeFileSync(config, `${lines.join("\n")}\n`);
  const child = spawn("motion", ["-n", "-c", config], { cwd: dir, stdio: "ignore" });
  const exited = once(child, "exit");
  return {
    child,
    async end() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(timer);
    },
  };
}
