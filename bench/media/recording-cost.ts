import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startRawCopy } from "../raw-ffmpeg";
import type { Row } from "../row";
import type { World } from "../world";
import type { Bench } from "./bench";
import { type Cost, costOf, costSeconds, idleCost, settleMs } from "./costs";
import { type EncodingCost, measureEncoding } from "./encoding-cost";
import { FPS, startFilmCamera } from "./film-camera";
import { closeCameras, openCameras, startRecordings, stopRecordings, untilLive } from "./many-cameras";
import { recordWithMotion } from "./motion";
import { checkWhole, readFootage, shareOf } from "./pictures";

const STEPS = { whole: [1, 4, 10], quick: [1, 2] };

/**
 * CPU and memory of recording 1, 4 and 10 cameras by copy, with the ring, a session and the file, and of one that sends
 * JPEGs; everybody records at the same time. Throws when a recording lacks pictures: it would be cheap for a bad reason.
 */
export async function measureRecordingCost(asked: Bench): Promise<Row[]> {
  const bench = { ...asked, seconds: costSeconds(asked) };
  const world = await bench.world();
  const hub = world.pidOf("hub");
  const before = await idleCost(world, bench.seconds);
  console.log(JSON.stringify({ before }));
  const copies: CopyCost[] = [];
  const camera = await startFilmCamera(world);
  try {
    for (const count of STEPS[bench.isQuick ? "quick" : "whole"]) {
      const copy = await measureCopies(bench, { world, url: camera.url }, count).catch((error: unknown) => {
        // The figures of fewer cameras are none the worse for it.
        if (copies.length === 0) throw error;
        console.error(`${count} recorded by copy could not be measured:`, error);
        return null;
      });
      console.log(JSON.stringify(copy));
      if (!copy) break;
      copies.push(copy);
    }
  } finally {
    await camera.stop();
  }
  const encoding = await measureEncoding(bench, world);
  const after = await idleCost(world, bench.seconds);
  if (world.pidOf("hub") !== hub) throw new Error("the hub was restarted: its costs are not known");
  // The smaller one, which makes ours the dearer. Memory once grown is not all given back.
  const idle = { cpu: Math.min(before.cpu, after.cpu), memoryMiB: before.memoryMiB };
  const seen = `CPU ${before.cpu.toFixed(2)} before, ${after.cpu.toFixed(2)} after; memory ${after.memoryMiB.toFixed(0)} after`;
  return [
    { what: "idle hub: memory", value: idle.memoryMiB, unit: "MiB", seen },
    ...copies.flatMap((copy) => rowsOfCopies(copy, idle)),
    ...rowsOfEncoding(encoding, idle),
  ];
}

type Peer = { name: string; cost: Cost; share: number; most: number };
type CopyCost = { count: number; ours: Cost; peers: Peer[]; seen: string };

type Scene = { world: World; url: string };

async function measureCopies(
  { seconds, hasMotion, isQuick }: Bench,
  { world, url }: Scene,
  count: number,
): Promise<CopyCost> {
  const dir = path.join(world.stack.dir, `peers-${count}`);
  mkdirSync(dir);
  const files = Array.from({ length: count }, (_, n) => path.join(dir, `${n}.mp4`));
  const cameras = await openCameras(world, url, count);
  await untilLive(world, cameras);
  const startedAt = await startRecordings(world, cameras);
  const raw = files.map((file) => startRawCopy({ url }, file));
  const motion = hasMotion ? recordWithMotion(Array(count).fill(url), path.join(dir, "motion")) : null;
  await delay(settleMs({ isQuick }));
  const groups = [[world.pidOf("hub")], raw.map(({ pid }) => pid), motion ? [motion.pid] : []];
  const [ours, copy, theirs] = await Promise.all(groups.map((pids) => costOf(pids, seconds)));
  const stopped = await stopRecordings(world, cameras);
  await Promise.all(raw.map((one) => one.stop()));
  const motionFiles = await motion?.stop();
  await closeCameras(world, cameras);
  const found = await Promise.all(stopped.map(({ file }) => readFootage(file)));
  for (const [n, footage] of found.entries()) checkWhole(footage, (stopped[n]!.stoppedAt - startedAt[n]!) / 1_000, FPS);
  const worst = async (some: readonly string[]) =>
    Math.min(...(await Promise.all(some.map(readFootage))).map((footage) => shareOf(footage, FPS)));
  const peers = [{ name: "ffmpeg -c copy", cost: copy!, share: await worst(files), most: 1.5 }];
  if (motionFiles) {
    if (motionFiles.length !== count) throw new Error(`motion wrote ${motionFiles.length} files of ${count}`);
    peers.push({ name: "motion, pass-through", cost: theirs!, share: await worst(motionFiles), most: 0.2 });
  }
  const pictures = found.map((footage) => footage.pictures);
  const least = Math.min(...found.map((footage) => shareOf(footage, FPS)));
  return { count, ours: ours!, peers, seen: `${Math.min(...pictures)} pictures or more, ${percent(least)} of all` };
}

function rowsOfCopies({ count, ours, peers, seen }: CopyCost, idle: Cost): Row[] {
  const what = `${count} recorded by copy, each`;
  const cpu = (ours.cpu - idle.cpu) / count;
  const memory = (ours.memoryMiB - idle.memoryMiB) / count;
  return peers.flatMap(({ name, cost, share, most }) => [
    {
      ...{ what: `${what}: proxy, ring and file`, value: cpu, unit: "CPU-s/min" },
      peer: { name, value: cost.cpu / count },
      // Aims are shares of the peer's cost, told as what that is here.
      aim: { most: Number(((cost.cpu / count) * most).toPrecision(3)) },
      seen: `${seen}; theirs ${percent(share)}`,
    },
    { what: `${what}: memory`, value: memory, unit: "MiB", peer: { name, value: cost.memoryMiB / count } },
  ]);
}

function rowsOfEncoding({ ours, theirs, seen }: EncodingCost, idle: Cost): Row[] {
  const what = "an MJPEG camera (720p15) recorded";
  const peer = (value: number) => ({ peer: { name: "libx264 alone", value } });
  return [
    { what: `${what}: all of it`, value: ours.cpu - idle.cpu, unit: "CPU-s/min", ...peer(theirs.cpu), seen },
    { what: `${what}: memory`, value: ours.memoryMiB - idle.memoryMiB, unit: "MiB", ...peer(theirs.memoryMiB) },
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
