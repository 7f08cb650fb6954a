import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RtspServer } from "@/test/fixtures/rtsp-server";
import { startRawCopy } from "../raw-ffmpeg";
import { untilIdle } from "../recording-cpu";
import type { Row } from "../row";
import type { World } from "../world";
import type { Bench } from "./bench";
import { costOf } from "./costs";
import { FPS, startFilmCamera } from "./film-camera";
import { closeCameras, openCameras, startRecordings, stopRecordings, untilLive } from "./many-cameras";
import { countLost, readFootage, shareOf } from "./pictures";

const STEPS = { whole: [10, 25, 50, 75, 100], quick: [2, 4] };
const SECONDS = { whole: 30, quick: 8 };
/** What a machine is busy with when cameras are opened, all at once, is not what goes on for ninety minutes. */
const SETTLE_MS = 5_000;

type Step = { count: number; lost: number; row: Row };

/** How many cameras at once, by copy, until pictures are lost; what the cameras themselves cost is told apart. */
export async function measureCapacity({ isQuick, world: start }: Bench): Promise<Row[]> {
  const world = await start();
  const camera = await startFilmCamera(world);
  const pace = isQuick ? "quick" : "whole";
  const steps: Step[] = [];
  try {
    for (const count of STEPS[pace]) {
      await untilIdle(world, camera.port);
      const step = await measureStep({ world, camera, seconds: SECONDS[pace] }, count);
      console.log(JSON.stringify(step));
      steps.push(step);
      if (step.lost > 0) break;
    }
  } finally {
    await camera.stop();
  }
  const most = steps.findLast(({ lost }) => lost === 0)?.count ?? 0;
  const tried = `tried: ${steps.map(({ count }) => count).join(", ")}`;
  const what = "cameras recorded at once by copy, no picture lost";
  return [{ what, value: most, unit: "", seen: tried }, ...steps.map(({ row }) => row)];
}

type Scene = { world: World; camera: Pick<RtspServer, "url" | "pid">; seconds: number };

async function measureStep({ world, camera, seconds }: Scene, count: number): Promise<Step> {
  const cameras = await openCameras(world, camera.url, count);
  await untilLive(world, cameras);
  const startedAt = await startRecordings(world, cameras);
  // Pictures that this one lacks too were lost by the camera.
  const witnessFile = path.join(world.stack.dir, `witness-${count}.mp4`);
  const witness = startRawCopy(camera, witnessFile);
  await delay(SETTLE_MS);
  const [hub, source] = await Promise.all([world.pidOf("hub"), camera.pid].map((pid) => costOf([pid], seconds)));
  const stopped = await stopRecordings(world, cameras);
  await witness.stop();
  await closeCameras(world, cameras);
  const sums = { lost: 0, pictures: 0 };
  for (const [n, { file, stoppedAt }] of stopped.entries()) {
    const found = await readFootage(file);
    sums.lost += countLost(found, (stoppedAt - startedAt[n]!) / 1_000, FPS);
    sums.pictures += found.pictures;
  }
  const bare = shareOf(await readFootage(witnessFile), FPS);
  const hubPercent = (hub!.cpu / 60) * 100;
  const row = {
    ...{ what: `${count} cameras: CPU of the hub`, value: hubPercent, unit: "% of a core" },
    seen: [
      `${sums.lost} of ${sums.pictures + sums.lost} pictures lost`,
      `a bare ffmpeg beside it has ${(bare * 100).toFixed(1)} %`,
      `the camera ${((source!.cpu / 60) * 100).toFixed(0)} % of a core`,
      `hub ${hub!.memoryMiB.toFixed(0)} MiB`,
    ].join("; "),
  };
  return { count, lost: sums.lost, row };
}
