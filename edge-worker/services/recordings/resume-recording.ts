import type { CameraProxy, Recorder } from "@/lib/media/ports";
import type { Cameras, PinnedCamera } from "../cameras";
import { closeGaps } from "./gaps";
import type { Journal } from "./journal";
import { type RecordingPaths, recordingPaths } from "./paths";
import type { RecordingRow } from "./store";

/** Goes on with `paths.part`. Throws `unprocessable` when there is nothing in it to go on with. */
export type ResumeRecorder = (
  proxy: CameraProxy,
  paths: RecordingPaths,
  plannedSeconds: number,
  startedAt: Date,
) => Promise<Recorder>;

type Deps = {
  journal: Journal;
  cameras: Pick<Cameras, "pin">;
  resumeRecorder: ResumeRecorder;
  mediaDir: string;
};
export type Resumed = {
  row: RecordingRow;
  recorder: Recorder;
  camera: PinnedCamera;
  earlierGaps: RecordingRow["gaps"];
};

/**
 * Goes on with a recording that the last run of this program did not end, into the same file. Its camera may be away.
 * Rejects, with nothing changed, when its part or its camera is not there any more.
 */
export async function resumeRecording(row: RecordingRow, deps: Deps): Promise<Resumed> {
  const camera = deps.cameras.pin(row.cameraId);
  const paths = recordingPaths(deps.mediaDir, row.clubId, row.sessionId);
  const plannedSeconds = (Date.parse(row.endsAt) - Date.parse(row.startedAt)) / 1_000;
  try {
    const recorder = await deps.resumeRecorder(camera.proxy, paths, plannedSeconds, new Date(row.startedAt));
    const [pause] = recorder.gaps();
    const earlierGaps = pause ? closeGaps(row.gaps, new Date(pause.from)) : row.gaps;
    const resumed = { ...row, bytes: recorder.bytes(), gaps: [...earlierGaps, ...recorder.gaps()] };
    deps.journal.change(resumed, "gone on with after a restart");
    return { row: resumed, recorder, camera, earlierGaps };
  } catch (error) {
    camera.release();
    throw error;
  }
}
