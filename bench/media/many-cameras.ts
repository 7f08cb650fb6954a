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

/** The hub forgets the cameras and reads none of them any more. */
export async function closeCameras({ admin }: World, cameras: readonly Opened[]): Promise<void> {
  for (const { cameraId } of cameras) await admin.delete(`/api/cameras/${cameraId}`);
}
