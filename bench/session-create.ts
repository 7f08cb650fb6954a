import { until } from "@/scripts/demo/until";
import { countConnectionsTo } from "./connections";
import { timeFirstPicture } from "./raw-ffmpeg";
import type { Row } from "./row";
import { median } from "./statistics";
import type { World } from "./world";

const TURNS = 5;

/** From the request to the answer with a first picture seen, the camera being reachable and nobody reading it before. */
export async function measureSessionCreate({ admin, camera, cameraId }: World): Promise<Row[]> {
  const oursMs: number[] = [];
  const peersMs: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await untilNobodyReads(camera.port);
    const startedAt = performance.now();
    const { session_id } = await admin.openSession({ camera_id: cameraId });
    oursMs.push(performance.now() - startedAt);
    await admin.closeSession(session_id);
    await untilNobodyReads(camera.port);
    peersMs.push(await timeFirstPicture(camera));
  }
  const peer = (value: number) => ({ name: "cold ffmpeg, one picture", value });
  const shared = { unit: "ms", aim: { most: 3_000 } };
  return [
    {
      what: `session on a cold camera, median of ${TURNS}`,
      value: median(oursMs),
      ...shared,
      peer: peer(median(peersMs)),
    },
    {
      what: "session on a cold camera, worst",
      value: Math.max(...oursMs),
      ...shared,
      peer: peer(Math.max(...peersMs)),
    },
  ];
}

/** A proxy stays open a little after the last session; a warm one would flatter. */
const untilNobodyReads = (port: number): Promise<void> =>
  until("the camera is left alone", 90_000, async () => {
    const left = countConnectionsTo(port);
    if (left > 0) throw new Error(`${left} connections`);
  });
