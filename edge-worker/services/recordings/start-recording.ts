import { rm } from "node:fs/promises";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import type { CameraProxy, Recorder } from "@/lib/media/ports";
import { assertSpace, type DiskState } from "@/lib/storage/disk";
import { ensureFolder } from "@/lib/storage/durable";
import type { Cameras, PinnedCamera } from "../cameras";
import type { Journal } from "./journal";
import { writeLabel } from "./label";
import { type RecordingPaths, recordingPaths } from "./paths";
import type { RecordingRequest } from "./refusals";
import type { RecordingRow, RecordingStore } from "./store";

/** Resolves when the first bytes of `paths.part` are durable. */
export type StartRecorder = (proxy: CameraProxy, paths: RecordingPaths) => Promise<Recorder>;

/** record.start is given 5 s by its caller; the way here and back needs some of it. */
const FIRST_BYTES_WITHIN_MS = 4_300;

type Deps = {
  store: RecordingStore;
  journal: Journal;
  cameras: Pick<Cameras, "pin">;
  startRecorder: StartRecorder;
  readDisk(): Promise<DiskState>;
  mediaDir: string;
  deviceId: string;
  clock: Clock;
  log: Logger;
};
type Started = { row: RecordingRow; recorder: Recorder; camera: PinnedCamera };

/**
 * Writes down the intention, then records. Resolves when the first bytes are durable, else leaves nothing behind: no row,
 * no file, the camera let go.
 */
export async function startRecording(request: RecordingRequest, deps: Deps): Promise<Started> {
  assertSpace(await deps.readDisk());
  const camera = deps.cameras.pin(request.cameraId);
  const paths = recordingPaths(deps.mediaDir, request.clubId, request.sessionId);
  const row = toRow(request, deps.clock.now());
  try {
    deps.store.insert(row);
    await ensureFolder(paths.folder);
    await writeLabel(paths.label, deps.deviceId, row);
    const recorder = await firstBytes(camera.proxy, paths, deps);
    const startedAt = recorder.startedAt.toISOString();
    const started: RecordingRow = { ...row, state: "recording", startedAt, bytes: recorder.bytes() };
    deps.journal.change(started, "asked for");
    return { row: started, recorder, camera };
  } catch (error) {
    camera.release();
    deps.store.remove(row.sessionId);
    for (const file of [paths.part, paths.log, paths.label]) await rm(file, { force: true });
    throw error;
  }
}

async function firstBytes(proxy: CameraProxy, paths: RecordingPaths, deps: Deps): Promise<Recorder> {
  const { clock, log } = deps;
  const deadlineMs = clock.monotonicMs() + FIRST_BYTES_WITHIN_MS;
  await proxy.waitForFrame(FIRST_BYTES_WITHIN_MS);
  const recorder = deps.startRecorder(proxy, paths);
  const waiting = new AbortController();
  const tooLate = clock.sleep(deadlineMs - clock.monotonicMs(), waiting.signal).then(() => null);
  tooLate.catch(() => undefined);
  const first = await Promise.race([recorder, tooLate]).finally(() => waiting.abort());
  if (first) return first;
  await recorder.then(
    (late) => late.stop(),
    (err) => log.warn({ err }, "a recorder that was given up did not start either"),
  );
  const cause = proxy.report().error ?? "no picture arrived in time";
  throw new AppError("camera_unreachable", `The recording could not begin: ${cause}`);
}

const toRow = ({ sessionId, cameraId, clubId, endsAt }: RecordingRequest, now: Date): RecordingRow => ({
  ...{ sessionId, cameraId, clubId, endsAt },
  fileId: newId(),
  state: "starting",
  startedAt: now.toISOString(),
  endedAt: null,
  bytes: 0,
  durationSeconds: null,
  gaps: [],
  error: null,
  file: null,
});
