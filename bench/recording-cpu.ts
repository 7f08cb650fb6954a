import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StoppedRecording } from "@/lib/contracts/recordings";
import { until } from "@/scripts/demo/until";
import { countConnectionsTo } from "./connections";
import { childrenOf, cpuPerMinute, cpuSecondsOf } from "./cpu";
import { startRawCopy } from "./raw-ffmpeg";
import type { Row } from "./row";
import type { World } from "./world";

/** After a change the programs have things to do that are not what is measured: a probe, a first fragment. */
const SETTLE_MS = 3_000;

/**
 * What recording one camera costs the hub with all its children, three times in the same run: nothing open, the camera
 * warm, and recording. Beside the last one ffmpeg copies the same camera straight to an MP4.
 */
export async function measureRecordingCpu(world: World): Promise<Row[]> {
  const { admin, camera, cameraId, seconds, stack, pidOf } = world;
  const hub = pidOf("hub");
  await untilIdle(world);
  const idle = await cpuPerMinute(hub, seconds);
  const { session_id } = await admin.openSession({ camera_id: cameraId });
  await delay(SETTLE_MS);
  const warm = await cpuPerMinute(hub, seconds);
  await admin.post("/api/video/record/start", { session_id });
  const raw = startRawCopy(camera, path.join(stack.dir, "raw.mp4"));
  await delay(SETTLE_MS);
  const [recording, copying] = await Promise.all([cpuPerMinute(hub, seconds), cpuPerMinute(raw.pid, seconds)]);
  const finishing = await measureFinish(world, session_id, hub);
  await raw.stop();
  if (pidOf("hub") !== hub) throw new Error("the hub was restarted: its costs are not known");
  const peer = { name: "ffmpeg -c copy", value: copying };
  const unit = "CPU-s/min";
  return [
    { what: "recording, the camera being warm", value: recording - warm, unit, peer },
    { what: "proxy and recording together", value: recording - idle, unit, peer },
    { what: "warm proxy alone", value: warm - idle, unit, seen: `idle hub ${idle.toFixed(2)} CPU-s/min` },
    finishing,
  ];
}

/** What the start looked at stays warm for a while, and its whole cost counts when it ends. */
export async function untilIdle({ camera, pidOf }: World, cameraPort = camera.port): Promise<void> {
  await until("the camera is left alone", 90_000, async () => {
    if (countConnectionsTo(cameraPort) > 0) throw new Error("it is still being read");
  });
  await until("the hub does nothing", 90_000, async () => {
    const running = childrenOf(pidOf("hub"));
    if (running.length > 0) throw new Error(`it still has ${running.join(", ")}`);
  });
}

/** Index, hash and poster: once per recording. */
async function measureFinish({ admin, seconds }: World, sessionId: string, hub: number): Promise<Row> {
  const before = cpuSecondsOf(hub);
  const startedAt = performance.now();
  const stop = () => admin.post<StoppedRecording>("/api/video/record/stop", { session_id: sessionId });
  await stop();
  const answeredMs = performance.now() - startedAt;
  const { file } = await until("the recording is finished", 60_000, async () => {
    const stopped = await stop();
    if (stopped.status !== "ready") throw new Error(stopped.status);
    return stopped;
  });
  const seen = `${((file?.bytes ?? 0) / 2 ** 20).toFixed(1)} MiB, stop answered after ${answeredMs.toFixed(0)} ms`;
  return { what: `finishing a file of ${seconds} s, once`, value: cpuSecondsOf(hub) - before, unit: "CPU-s", seen };
}
