import { setTimeout as delay } from "node:timers/promises";
import { cpuPerMinute, memoryMiBOf, writtenBytesOf } from "../cpu";
import type { Row } from "../row";
import type { World } from "../world";
import type { Bench } from "./bench";
import { costSeconds, idleCost, settleMs } from "./costs";
import { closeCameras, openCameras, untilLive } from "./many-cameras";

const CAMERAS = 2;
/** Some things are done each minute: what is watched for less would not see them. */
const LEAST_SECONDS = 130;
/** The ring is full then, and memory as large as it gets. */
const RING_MS = 65_000;
const DAY_SECONDS = 86_400;

/**
 * A device with two cameras that are read all the time, for their last minute and their live pictures, while nothing is
 * recorded and nobody watches: memory of all its processes, CPU, and what it has the disk write.
 */
export async function measureIdle(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  const hub = world.pidOf("hub");
  const seconds = Math.max(bench.seconds, LEAST_SECONDS);
  const closed = await idleCost(world, costSeconds(bench));
  const cameras = await openCameras(world, world.camera.url, CAMERAS);
  await untilLive(world, cameras);
  await closeSessions(world, cameras);
  await delay(settleMs(bench) + RING_MS);
  const before = writtenBytesOf(hub);
  const cpu = await cpuPerMinute(hub, seconds);
  const written = writtenBytesOf(hub) - before;
  const memoryMiB = memoryMiBOf(hub);
  const ownMiB = memoryMiBOf(hub, "Rss");
  if (world.pidOf("hub") !== hub) throw new Error("the hub was restarted: its costs are not known");
  await closeCameras(world, cameras);
  const what = "idle device, two 720p cameras warm";
  const megabytesADay = (written * DAY_SECONDS) / seconds / 1e6;
  return [
    {
      ...{ what: `${what}: memory of all its processes`, value: memoryMiB, unit: "MiB", aim: { most: 220 } },
      seen: `${ownMiB.toFixed(0)} with all it shares with other programs; ${closed.memoryMiB.toFixed(0)} without cameras`,
    },
    { what: `${what}: CPU`, value: cpu, unit: "CPU-s/min", seen: `${closed.cpu.toFixed(2)} without cameras` },
    {
      ...{ what: `${what}: written to the disk`, value: megabytesADay, unit: "MB/day", aim: { most: 50 } },
      seen: `${(written / 1_000).toFixed(0)} kB in ${seconds} s, ${((megabytesADay * 1_000) / 24).toFixed(0)} kB an hour`,
    },
  ];
}

/** Their sensors keep the cameras open. */
async function closeSessions({ admin }: World, cameras: readonly { sessionId: string }[]): Promise<void> {
  for (const { sessionId } of cameras) await admin.post("/api/video/session/close", { session_id: sessionId });
}
