import { spawn } from "node:child_process";
import { once } from "node:events";
import { rename } from "node:fs/promises";
import { Canvas } from "./canvas";
import type { Colour } from "./colour";
import { lensOf, NET_AT, netMask, paintCourt } from "./court";
import { paintBall, paintPlayer } from "./figure";
import { Rally } from "./rally";
import type { Scene } from "./scenes";

const NET_BAND: Colour = [238, 240, 242];
const NET_MESH: Colour = [18, 22, 28];

/** Every frame of a scene in order; the buffer is the same one each time. */
export function* frames(scene: Scene): Generator<Buffer> {
  const court = paintCourt(scene);
  const net = netMask(scene);
  const lens = lensOf(scene);
  const rally = new Rally(scene);
  const canvas = new Canvas(scene.width, scene.height);
  for (let frame = 0; frame < scene.fps * scene.loopSeconds; frame++) {
    const { players, ball } = rally.at(frame / scene.fps);
    const isBallFar = ball.y > NET_AT;
    canvas.reset(court);
    const byDepth = players.map((pose, index) => ({ pose, index })).sort((a, b) => b.pose.y - a.pose.y);
    const paint = (isFar: boolean) => {
      for (const { pose, index } of byDepth)
        if (pose.isFar === isFar) paintPlayer(canvas, lens, pose, index, scene.shirts[isFar ? 1 : 0]);
    };
    paint(true);
    if (isBallFar) paintBall(canvas, lens, ball);
    for (const { at, hides, isBand } of net) canvas.blend(at, isBand ? NET_BAND : NET_MESH, hides);
    paint(false);
    if (!isBallFar) paintBall(canvas, lens, ball);
    yield canvas.pixels;
  }
}

/** What a camera burns into its picture: its name, the running time and the number of the frame. Below, as pages write above. */
function burnedIn(scene: Scene): string {
  const size = Math.round(scene.height / 30);
  const edge = Math.round(scene.height / 36);
  const look = `font='DejaVu Sans Mono':fontcolor=white:fontsize=${size}:box=1:boxcolor=black@0.45:boxborderw=${Math.round(size / 3)}`;
  const text = (content: string, x: string) => `drawtext=${look}:text='${content}':x=${x}:y=h-th-${edge}`;
  return `${text(scene.title, `${edge}`)},${text("%{pts\\:hms}  %{eif\\:n\\:d\\:5}", `w-tw-${edge}`)}`;
}

/** H.264 as a camera sends it (one key frame a second, no B-frames), or a row of JPEGs. */
function encoding(scene: Scene, file: string): string[] {
  if (file.endsWith(".mjpeg")) return ["-c:v", "mjpeg", "-q:v", "6", "-pix_fmt", "yuvj420p", "-f", "mjpeg"];
  const keyframes = String(scene.fps);
  const video = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "25", "-bf", "0", "-pix_fmt", "yuv420p"];
  return [
    ...video,
    "-g",
    keyframes,
    "-keyint_min",
    keyframes,
    "-sc_threshold",
    "0",
    "-movflags",
    "+faststart",
    "-f",
    "mp4",
  ];
}

/** Makes the looping film of a scene; the file has its name only when it is whole. */
export async function makeFilm(scene: Scene, file: string, ffmpegPath = "ffmpeg"): Promise<void> {
  const part = `${file}.part`;
  const size = `${scene.width}x${scene.height}`;
  const input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", String(scene.fps), "-i", "pipe:0"];
  const args = ["-nostdin", "-v", "error", "-y", ...input, "-vf", burnedIn(scene), ...encoding(scene, file), part];
  const ffmpeg = spawn(ffmpegPath, args, { stdio: ["pipe", "ignore", "pipe"] });
  let complaint = "";
  ffmpeg.stderr.on("data", (text) => (complaint = `${complaint}${text}`.slice(-1_000)));
  ffmpeg.stdin.on("error", () => {}); // its end is reported by the exit code below
  const ended = once(ffmpeg, "close");
  for (const frame of frames(scene)) {
    if (ffmpeg.exitCode !== null) break;
    await new Promise<void>((resolve) => ffmpeg.stdin.write(Buffer.from(frame), () => resolve()));
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg could not make ${file}: ${complaint}`);
  await rename(part, file);
}
