import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DEVICE, edgeRig } from "@/edge-worker/edge-process.fixture";
import { type FakeWeb, startBroker, startFakeWeb } from "@/edge-worker/fake-web.fixture";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { until } from "@/scripts/demo/until";
import type { Row } from "../row";
import { median } from "../statistics";
import type { Bench } from "./bench";
import { startStampedCamera } from "./stamped-camera";
import { readFilmStamps } from "./stamps";

const TURNS = { whole: 5, quick: 1 };
const BEFORE_SECONDS = 5;
const AFTER_SECONDS = { whole: 10, quick: 3 };
/** A further reader sets the clock of this camera back: a clip that is compared has no such moment in it. */
const APART_MS = 8_000;

type Clip = { beforeMs: number; longestHoleMs: number; readyMs: number };

/**
 * A trigger, and what is in the file that is made of it: the times burned into its pictures say what was filmed. Beside it
 * an ffmpeg that is started by the trigger. The device is a real edge-worker with a web of its own.
 */
export async function measureClips({ isQuick }: Bench): Promise<Row[]> {
  const pace = isQuick ? "quick" : "whole";
  const camera = await startStampedCamera();
  const broker = await startBroker();
  const web = await startFakeWeb(broker.port);
  const rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { ALLOWED_HOSTS: "*", LOG_LEVEL: "warn" });
  try {
    const edge = rig.start();
    await until("the device is there", 30_000, async () => {
      if (!web.isOnline()) throw new Error(edge.log());
    });
    await web.link.command(DEVICE, "camera.set", { version: "1", cameras: [configOf(camera.url)] });
    await until("the ring is full", 60_000, async () => {
      const { file } = await takeClip(web, { before_s: 15, after_s: 0 });
      if ((file.duration_seconds ?? 0) < 15) throw new Error(`${file.duration_seconds} s`);
    });
    const clips: Clip[] = [];
    const coldMs: number[] = [];
    for (let turn = 0; turn < TURNS[pace]; turn++) {
      clips.push(await measureClip(web, rig.mediaDir, AFTER_SECONDS[pace]));
      coldMs.push(await measureCold(camera.url, path.join(rig.dir, `cold-${turn}.mp4`)));
      await delay(APART_MS);
    }
    return toRows(clips, coldMs);
  } finally {
    await rig.cleanUp();
    await web.stop();
    await broker.stop();
    await camera.stop();
  }
}

const configOf = (url: string): CameraConfig => ({
  ...{ id: 1, club_id: 1, name: "Court 1", source: "rtsp", url, audio: false, sensors: true, ring: true },
});

type Window = { before_s: number; after_s: number; at?: string };
const takeClip = (web: FakeWeb, window: Window) =>
  web.link.command(DEVICE, "clip.take", { clip_id: newId(), camera_id: 1, club_id: 1, ...window });

async function measureClip(web: FakeWeb, mediaDir: string, afterSeconds: number): Promise<Clip> {
  const triggerMs = Date.now();
  const at = new Date(triggerMs).toISOString();
  const { file } = await takeClip(web, { before_s: BEFORE_SECONDS, after_s: afterSeconds, at });
  const readyMs = Date.now() - triggerMs - afterSeconds * 1_000;
  const stamps = await readFilmStamps(path.join(mediaDir, file.path), triggerMs);
  const [first, last] = [stamps[0]!, stamps.at(-1)!];
  if (last < triggerMs) throw new Error("the clip ends before its trigger");
  const longestHoleMs = Math.max(...stamps.slice(1).map((stamp, n) => stamp - stamps[n]!));
  return { beforeMs: triggerMs - first, longestHoleMs, readyMs };
}

/** How long after the trigger the first picture was made that a recorder started by it has. */
async function measureCold(url: string, file: string): Promise<number> {
  const triggerMs = Date.now();
  const args = ["-nostdin", "-v", "error", "-y", "-rtsp_transport", "tcp", "-i", url, "-an", "-c", "copy", "-t", "2"];
  await once(spawn("ffmpeg", [...args, file], { stdio: ["ignore", "ignore", "inherit"] }), "exit");
  return (await readFilmStamps(file, triggerMs))[0]! - triggerMs;
}

function toRows(clips: readonly Clip[], coldMs: readonly number[]): Row[] {
  const before = clips.map(({ beforeMs }) => beforeMs / 1_000);
  const cold = `cold ffmpeg: its first picture is ${(median(coldMs) / 1_000).toFixed(2)} s after the trigger, at worst ${(Math.max(...coldMs) / 1_000).toFixed(2)}`;
  return [
    {
      ...{ what: "a clip begins so long before its trigger, least", value: Math.min(...before), unit: "s" },
      ...{ aim: { least: BEFORE_SECONDS }, peer: { name: "cold ffmpeg", value: -Math.max(...coldMs) / 1_000 } },
      seen: `${clips.length} clips, median ${median(before).toFixed(2)} s; ${cold}`,
    },
    {
      ...{ what: "longest time between two pictures of a clip", unit: "ms", aim: { most: 120 } },
      value: Math.max(...clips.map(({ longestHoleMs }) => longestHoleMs)),
      seen: "the camera makes one each 40 ms",
    },
    {
      ...{ what: "a clip is whole and told so long after its last moment, median", unit: "ms" },
      value: median(clips.map(({ readyMs }) => readyMs)),
    },
  ];
}
