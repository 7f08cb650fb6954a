import { setTimeout as delay } from "node:timers/promises";
import { timeFirstPicture } from "./raw-ffmpeg";
import type { Row } from "./row";
import { median, percentile, timeEach } from "./statistics";
import type { World } from "./world";

const POLLS = 50;
const PAUSE_MS = 200;
const PEER_TURNS = 5;

/** A page that shows a picture by asking for it five times a second, the camera being warm. */
export async function measureSnapshotLatency({ admin, camera, cameraId }: World): Promise<Row[]> {
  const { session_id, snapshot_url } = await admin.openSession({ camera_id: cameraId });
  try {
    const peer = median(await timeColdPictures(camera));
    await (await admin.get(snapshot_url)).arrayBuffer(); // the first one starts the preview
    const tookMs: number[] = [];
    const agesMs: number[] = [];
    for (let poll = 0; poll < POLLS; poll++) {
      const startedAt = performance.now();
      const answer = await admin.get(snapshot_url);
      await answer.arrayBuffer();
      tookMs.push(performance.now() - startedAt);
      agesMs.push(Number(answer.headers.get("X-Frame-Age-Ms")));
      await delay(Math.max(0, PAUSE_MS - (performance.now() - startedAt)));
    }
    const against = { name: "cold ffmpeg, one picture", value: peer };
    const seen = `picture ${median(agesMs).toFixed(0)} ms old (p95 ${percentile(agesMs, 0.95).toFixed(0)})`;
    const shared = { unit: "ms", aim: { most: 100 }, peer: against };
    return [
      { what: `warm snapshot, median of ${POLLS} at 5/s`, value: median(tookMs), ...shared, seen },
      { what: "warm snapshot, p95", value: percentile(tookMs, 0.95), ...shared },
    ];
  } finally {
    await admin.closeSession(session_id);
  }
}

const timeColdPictures = async (camera: World["camera"]): Promise<number[]> =>
  timeEach(PEER_TURNS, async () => {
    await timeFirstPicture(camera);
  });
