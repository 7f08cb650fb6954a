import path from "node:path";
import type { CameraView } from "@/lib/contracts/cameras";
import { buildEdge } from "@/scripts/edge-build/build-edge.mjs";
import { Api } from "@/test/api";
import { type RtspServer, startRtspServer } from "@/test/fixtures/rtsp-server";
import { startTestStack, type TestStack } from "@/test/stack";

/** The bit rate of a real camera: H.264, 720p25, a key frame each second, 4 Mbit/s. */
const CAMERA = { pattern: "zone-plate kx2=6 ky2=6 kt=3", kbps: 4_000 };

/** The real programs, an RTSP camera the hub serves, and two people of one club. */
export type World = {
  stack: TestStack;
  camera: RtspServer;
  cameraId: number;
  /** The MJPEG camera of court 2. */
  mjpeg: { port: number; url: string };
  admin: Api;
  staff: Api;
  /** How long the costs of a recording are watched. */
  seconds: number;
  /** A program that died has no costs to measure. */
  pidOf(name: keyof TestStack["processes"]): number;
  stop(): Promise<void>;
};

/** The hub is what devices run: built, by plain Node. `env`: more variables for web and hub. */
export async function startWorld(seconds: number, env: Record<string, string> = {}): Promise<World> {
  await buildEdge(path.resolve(import.meta.dirname, "../dist/edge"));
  // Another build than the usual one, when the pages were built elsewhere.
  const { NEXT_DIST_DIR } = process.env;
  // One caller asks as fast as it can: what it measures is not the limit.
  const unlimited = { RATE_LIMIT_USER: "0", RATE_LIMIT_CLUB: "0", RATE_LIMIT_ADDRESS: "0" };
  const stack = await startTestStack({
    isEdgeBuilt: true,
    env: { ...unlimited, ...(NEXT_DIST_DIR && { NEXT_DIST_DIR }), ...env },
  });
  const stops = [() => stack.stop()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const camera = await startRtspServer(CAMERA);
    stops.push(() => camera.stop());
    const admin = await Api.logIn(stack.url, stack.credentials.super_admin);
    const staff = await Api.logIn(stack.url, stack.credentials.staff);
    await emptyRings(admin);
    const added = await admin.post<{ camera: { id: number } }>("/api/cameras", {
      ...{ name: "Bench", club_id: 1, device_id: "hub", source: "rtsp", url: camera.url },
    });
    const port = Number(stack.processes.camera.spec.args?.[0]);
    const pidOf: World["pidOf"] = (name) => {
      const program = stack.processes[name];
      if (!program?.pid) throw new Error(`${name} is dead: see ${program?.spec.logFile}`);
      return program.pid;
    };
    const mjpeg = { port, url: `http://127.0.0.1:${port}/stream.mjpeg` };
    return { stack, camera, cameraId: added.camera.id, mjpeg, admin, staff, seconds, pidOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The demo's camera that waits for a press of its mat is read all the time: a hub with it is never idle. */
async function emptyRings(admin: Api): Promise<void> {
  const { cameras } = (await (await admin.get("/api/cameras")).json()) as { cameras: CameraView[] };
  for (const { id, sensors } of cameras)
    if (sensors) await admin.send("PATCH", `/api/cameras/${id}`, { sensors: false });
}
