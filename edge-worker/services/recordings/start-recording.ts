import { rm } from "node:fs/promises";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { CameraProxy, Recorder } from "@/lib/media/ports";
import { assertSpace, type DiskState } from "@/lib/storage/disk";
import { ensureFolder } from "@/lib/storage/durable";
import type { Cameras, PinnedCamera } from "../cameras";
import type { Journal } from "./journal";
import { writeLabel } from "./label";
import { type RecordingPaths, recordingPaths } from "./paths";
import type { RecordingRequest } from "./refusals";
import type { RecordingRow, RecordingStore } from "./store";

/** Resolves when the first bytes of `paths.part` are durable; once it rejects, nothing runs. Throws `camera_unreachable`, `storage_full`. */
export type StartRecorder = (proxy: CameraProxy, paths: RecordingPaths, plannedSeconds: number) => Promise<Recorder>;

type Deps = {
  store: RecordingStore;
  journal: Journal;
  cameras: Pick<Cameras, "pin">;
  startRecorder: StartRecorder;
  readDisk(): Promise<DiskState>;
  mediaDir: string;
  deviceId: string;
  clock: Clock;
};
type Started = { row: RecordingRow; recorder: Recorder; camera: PinnedCamera };

/**
 * Writes down the intention, then records. Resolves when the first bytes are durable; once it rejects, nothing is left
 * behind: no row, no file, the camera let go. Bytes that come after `givenUp` are not wanted any more.
 */
export async function startRecording(request: RecordingRequest, deps: Deps, givenUp: AbortSignal): Promise<Started> {
  assertSpace(await deps.readDisk());
  const camera = deps.cameras.pin(request.cameraId);
  const paths = recordingPaths(deps.mediaDir, request.clubId, request.sessionId);
  const row = toRow(request, deps.clock.now());
  try {
    deps.store.insert(row);
    await ensureFolder(paths.folder);
    await writeLabel(paths.label, deps.deviceId, row);
    const plannedSeconds = Math.max(0, Date.parse(row.endsAt) - deps.clock.now().getTime()) / 1_000;
    const recorder = await deps.startRecorder(camera.proxy, paths, plannedSeconds);
    if (givenUp.aborted) await recorder.stop();
    givenUp.throwIfAborted();
    const startedAt = recorder.startedAt.toISOString();
    const started: RecordingRow = { ...row, state: "recording", startedAt, bytes: recorder.bytes() };
    deps.journal.change(started, "asked for");
    return { row: started, recorder, camera };
  } catch (error) {
    camera.release();
    const removed = Promise.all([paths.part, paths.log, paths.label].map((file) => rm(file, { force: true })));
    // The row last: as long as it is there the next start of the program knows what else to remove.
    await removed.finally(() => deps.store.remove(row.sessionId));
    throw error;
  }
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
