import { setTimeout as delay } from "node:timers/promises";
import type { PreviewInfo } from "@/lib/contracts/preview";
import { type Viewer, watchMjpeg } from "@/test/mjpeg-viewer";
import { countConnectionsTo } from "./connections";
import { cpuSecondsOf } from "./cpu";
import type { Row } from "./row";
import { median } from "./statistics";
import type { World } from "./world";

const VIEWERS = 30;
const WATCH_MS = 10_000;
const SETTLE_MS = 2_000;
const FPS = 15;

type Audience = { fps: number[]; cpuPercent: number };

/** Thirty people look at one camera; and thirty at the MJPEG camera itself, a plain Node server, without us between. */
export async function measureMjpegViewers(world: World): Promise<Row[]> {
  const { camera, cameraId, mjpeg, pidOf } = world;
  const h264 = await watchThroughWeb(world, { camera_id: cameraId }, camera.port);
  const jpeg = await watchThroughWeb(world, { terrain_id: 2 }, mjpeg.port);
  const direct = await watch(mjpeg.url, {}, pidOf("camera"), async () => {});
  const name = "viewers at the camera itself";
  const rows = (
    what: string,
    { fps, cpuPercent, upstreams, viewers, consumers }: Watched,
    isSameFilm: boolean,
  ): Row[] => [
    {
      what: `${VIEWERS} MJPEG viewers, ${what}: median each`,
      ...{ value: median(fps), unit: "frames/s" },
      ...(isSameFilm && { peer: { name, value: median(direct.fps) } }),
      seen: `slowest ${Math.min(...fps).toFixed(1)}`,
    },
    {
      what: `upstream connections, ${what}`,
      ...{ value: upstreams, unit: "", aim: { most: 1 } },
      seen: `${viewers} viewers in web, ${consumers} consumers at the proxy`,
    },
    {
      what: `web, ${what}`,
      ...{ value: cpuPercent, unit: "% of a core" },
      ...(isSameFilm && { peer: { name, value: direct.cpuPercent } }),
    },
  ];
  return [...rows("RTSP camera", h264, false), ...rows("MJPEG camera", jpeg, true)];
}

type Watched = Audience & { upstreams: number; viewers: number; consumers: number | null };

async function watchThroughWeb(
  { admin, pidOf }: World,
  of: Parameters<World["admin"]["openSession"]>[0],
  cameraPort: number,
): Promise<Watched> {
  const { session_id, preview_url } = await admin.openSession(of);
  try {
    const url = `${admin.url}${preview_url}?fps=${FPS}&profile=full`;
    const seen = { upstreams: 0, viewers: 0, consumers: null as number | null };
    const audience = await watch(url, { ...admin.authorization }, pidOf("web"), async () => {
      const info = (await (await admin.get(`/api/preview/${session_id}/info`)).json()) as PreviewInfo;
      const { proxy } = await admin.readSession(session_id);
      Object.assign(seen, { viewers: info.viewers, consumers: proxy?.consumers ?? null });
      seen.upstreams = countConnectionsTo(cameraPort);
    });
    return { ...audience, ...seen };
  } finally {
    await admin.closeSession(session_id);
  }
}

/** `look` is called once, in the midst of it. */
async function watch(
  url: string,
  headers: Record<string, string>,
  server: number,
  look: () => Promise<void>,
): Promise<Audience> {
  const viewers: Viewer[] = await Promise.all(Array.from({ length: VIEWERS }, () => watchMjpeg(url, headers)));
  try {
    await delay(SETTLE_MS);
    const before = { frames: viewers.map(({ frames }) => frames), cpu: cpuSecondsOf(server), at: performance.now() };
    await delay(WATCH_MS / 2);
    await look();
    await delay(WATCH_MS / 2);
    const seconds = (performance.now() - before.at) / 1_000;
    return {
      fps: viewers.map(({ frames }, index) => (frames - before.frames[index]!) / seconds),
      cpuPercent: ((cpuSecondsOf(server) - before.cpu) / seconds) * 100,
    };
  } finally {
    for (const viewer of viewers) viewer.leave();
  }
}
