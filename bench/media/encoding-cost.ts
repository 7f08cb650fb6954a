import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { startRawEncoding } from "../raw-ffmpeg";
import type { World } from "../world";
import type { Bench } from "./bench";
import { type Cost, costOf, settleMs } from "./costs";
import { closeCameras, openCameras, startRecordings, stopRecordings, untilLive } from "./many-cameras";
import { checkWhole, readFootage } from "./pictures";

/** What a device is configured with when nobody says otherwise. */
const ENCODING = { preset: "veryfast", crf: 23, fps: 25 };

export type EncodingCost = { ours: Cost; theirs: Cost; seen: string };

/** One camera that sends JPEGs, recorded by the hub and by the encoder alone, at the same time. */
export async function measureEncoding({ seconds, isQuick }: Bench, world: World): Promise<EncodingCost> {
  const camera = await startMjpegCamera({ fps: 15, width: 1280, height: 720 });
  try {
    const cameras = await openCameras(world, camera.url, 1, "mjpeg");
    await untilLive(world, cameras);
    const [startedAt] = await startRecordings(world, cameras);
    const raw = startRawEncoding(camera.url, ENCODING, path.join(world.stack.dir, "encoded.mp4"));
    await delay(settleMs({ isQuick }));
    const pids = [world.pidOf("hub"), raw.pid];
    const [ours, theirs] = await Promise.all(pids.map((pid) => costOf([pid], seconds)));
    const [stopped] = await stopRecordings(world, cameras);
    await raw.stop();
    await closeCameras(world, cameras);
    const found = await readFootage(stopped!.file);
    checkWhole(found, (stopped!.stoppedAt - startedAt!) / 1_000, ENCODING.fps);
    return { ours: ours!, theirs: theirs!, seen: `${found.pictures} pictures` };
  } finally {
    await camera.stop();
  }
}
