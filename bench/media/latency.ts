import { spawn } from "node:child_process";
import { get } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { MjpegParser } from "@/lib/media/mjpeg-parser";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import type { Row } from "../row";
import { median, percentile } from "../statistics";
import type { World } from "../world";
import type { Bench } from "./bench";
import { closeCameras, openCameras } from "./many-cameras";
import { startStampedCamera } from "./stamped-camera";
import { type Arrival, readAges } from "./stamps";

const WARM_UP_MS = 4_000;
/** A preview through ffmpeg with what makes it quick, and with what it does by itself. */
const LOW_DELAY = ["-flags", "low_delay", "-threads", "1", "-probesize", "32768", "-analyzeduration", "0"];
const TO_JPEG = ["-an", "-q:v", "6", "-pix_fmt", "yuvj420p"];
const OWN_TIMES = ["-fps_mode", "passthrough", "-enc_time_base", "1:1000"];
const NOW = ["-flush_packets", "1", "-f", "mjpeg", "pipe:1"];

/** Somebody receives pictures until told to leave. */
type Watch = (onBytes: (bytes: Buffer) => void) => Promise<() => void>;

/** Camera → client: how old a picture is when its last byte has come through the real route, beside raw ffmpeg. */
export async function measureLatency(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  return [...(await rtspLatency(bench, world)), ...(await mjpegLatency(bench, world))];
}

async function rtspLatency({ seconds }: Bench, world: World): Promise<Row[]> {
  const camera = await startStampedCamera();
  const read = ["-nostdin", "-v", "error", "-rtsp_transport", "tcp"];
  try {
    const ages = async (watch: Watch) => readAges(await collect(watch, seconds));
    const ours = await throughWeb(world, camera.url, "rtsp", ages);
    const quick = await ages(
      byFfmpeg([...read, ...LOW_DELAY, "-i", camera.url, ...TO_JPEG, ...OWN_TIMES, "-threads", "1", ...NOW]),
    );
    const plain = await ages(byFfmpeg([...read, "-i", camera.url, ...TO_JPEG, "-f", "mjpeg", "pipe:1"]));
    return rowsOf("RTSP camera → client", ours, [
      { name: "ffmpeg, low delay", ages: quick, slackMs: 60 },
      { name: "ffmpeg's defaults", ages: plain },
    ]);
  } finally {
    await camera.stop();
  }
}

/** JPEGs pass through untouched, so that a picture is known again by its bytes. */
async function mjpegLatency({ seconds }: Bench, world: World): Promise<Row[]> {
  const camera = await startMjpegCamera({ fps: 15, width: 1280, height: 720, frames: 300 });
  const read = ["-nostdin", "-v", "error"];
  try {
    const ages = async (watch: Watch) =>
      (await collect(watch, seconds)).flatMap(({ jpeg, atMs }) => {
        const sentMs = camera.sentMs(jpeg);
        return sentMs === null ? [] : [atMs - sentMs];
      });
    const ours = await throughWeb(world, camera.url, "mjpeg", ages);
    const direct = await ages(byHttp(camera.url, {}));
    const copy = ["-c", "copy", ...NOW];
    const quick = await ages(byFfmpeg([...read, ...LOW_DELAY, "-f", "mpjpeg", "-i", camera.url, ...copy]));
    return rowsOf("MJPEG camera → client", ours, [
      { name: "at the camera itself", ages: direct, aimMs: 15 },
      { name: "ffmpeg -c copy, low delay", ages: quick },
    ]);
  } finally {
    await camera.stop();
  }
}

type Peer = { name: string; ages: number[]; slackMs?: number; aimMs?: number };

function rowsOf(what: string, ours: number[], peers: readonly Peer[]): Row[] {
  const seen = `${ours.length} pictures, worst ${Math.max(...ours).toFixed(0)} ms`;
  return peers.flatMap(({ name, ages, slackMs, aimMs }) => {
    const peer = (value: number) => ({ peer: { name, value } });
    const most = slackMs === undefined ? aimMs : Math.round(median(ages)) + slackMs;
    return [
      {
        ...{ what: `${what}, p50`, value: median(ours), unit: "ms", ...peer(median(ages)), seen },
        ...(most !== undefined && { aim: { most } }),
      },
      { what: `${what}, p95`, value: percentile(ours, 0.95), unit: "ms", ...peer(percentile(ages, 0.95)) },
    ];
  });
}

async function throughWeb(
  world: World,
  url: string,
  source: "rtsp" | "mjpeg",
  ages: (watch: Watch) => Promise<number[]>,
): Promise<number[]> {
  const cameras = await openCameras(world, url, 1, source);
  const { preview_url } = await world.admin.readSession(cameras[0]!.sessionId);
  const found = await ages(byHttp(`${world.admin.url}${preview_url}?fps=25&profile=full`, world.admin.authorization));
  await closeCameras(world, cameras);
  return found;
}

async function collect(watch: Watch, seconds: number): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  const parser = new MjpegParser((jpeg) => {
    arrivals.push({ jpeg: Buffer.from(jpeg), atMs: performance.timeOrigin + performance.now() });
  });
  const leave = await watch((bytes) => parser.push(bytes));
  await delay(WARM_UP_MS);
  arrivals.length = 0;
  await delay(seconds * 1_000);
  leave();
  return arrivals;
}

const byHttp =
  (url: string, headers: Record<string, string>): Watch =>
  (onBytes) =>
    new Promise((resolve, reject) => {
      const request = get(url, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return void reject(new Error(`${url}: ${response.statusCode}`));
        response.on("data", onBytes).on("error", () => {});
        resolve(() => request.destroy());
      });
      request.on("error", reject);
    });

const byFfmpeg =
  (args: readonly string[]): Watch =>
  async (onBytes) => {
    const child = spawn("ffmpeg", args, { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", onBytes);
    return () => void child.kill("SIGKILL");
  };
