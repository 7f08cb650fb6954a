import path from "node:path";
import type { StoppedRecording } from "@/lib/contracts/recordings";
import { until } from "@/scripts/demo/until";
import type { World } from "../world";

export type Opened = { cameraId: number; sessionId: string };

/**
 * Cameras of the hub that keep their last minute in memory, each with a session. All read one address, each on a
 * connection of its own: what the sources cost is then little.
 */
export async function openCameras({ admin }: World, url: string, count: number, source = "rtsp"): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let n = 0; n < count; n++) {
    const { camera } = await admin.post<{ camera: { id: number } }>("/api/cameras", {
      ...{ name: `Bench ${source} ${n + 1}`, club_id: 1, device_id: "hub", source, url, sensors: true },
    });
    const { session_id } = await until("the hub knows the camera", 10_000, () =>
      admin.openSession({ camera_id: camera.id }),
    );
    opened.push({ cameraId: camera.id, sessionId: session_id });
  }
  return opened;
}

/** Every one of them has sent a picture within the last seconds. */
export async function untilLive({ admin }: World, cameras: readonly Opened[]): Promise<void> {
  await until("all cameras are live", 60_000, async () => {
    const sessions = await Promise.all(cameras.map(({ sessionId }) => admin.readSession(sessionId)));
    const late = sessions.find(({ proxy }) => proxy?.state !== "live");
    if (late) throw new Error(`${late.camera_name} is ${late.proxy?.state}`);
  });
}

/** Each from when it was asked for; milliseconds of `performance.now()`. */
export async function startRecordings({ admin }: World, cameras: readonly Opened[]): Promise<number[]> {
  const startedAt: number[] = [];
  for (const { sessionId } of cameras) {
    startedAt.push(performance.now());
    await admin.post("/api/video/record/start", { session_id: sessionId });
  }
  return startedAt;
}

/** The finished files in the order of the cameras, and when each was asked to end. */
export async function stopRecordings(
  { admin, stack }: World,
  cameras: readonly Opened[],
): Promise<{ file: string; stoppedAt: number }[]> {
  // Two at a time are verified, hashed and given their poster.
  const withinMs = 60_000 + cameras.length * 2_000;
  const stopOne = async ({ sessionId }: Opened) => {
    const stoppedAt = performance.now();
    const stop = () => admin.post<StoppedRecording>("/api/video/record/stop", { session_id: sessionId });
    const { video_path } = await until("the recording is finished", withinMs, async () => {
      const stopped = await stop();
      if (stopped.status !== "ready") throw new Error(stopped.status);
      return stopped;
    });
    return { file: path.join(stack.mediaDir, video_path), stoppedAt };
  };
  return Promise.all(cameras.map(stopOne));
}

/** The hub forgets the cameras and reads none of them any more. */
export async function closeCameras({ admin }: World, cameras: readonly Opened[]): Promise<void> {
  for (const { cameraId } of cameras) await admin.delete(`/api/cameras/${cameraId}`);
}
