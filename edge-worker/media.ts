import type { CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { CameraProxy, PreviewSource, RecorderResult } from "@/lib/media/ports";
import type { RecordingPaths } from "./services/recordings/paths";
import type { StartRecorder } from "./services/recordings/start-recording";

/** What this program needs of the media engine. */
export type Media = {
  createProxy(camera: CameraConfig): CameraProxy;
  createPreview(proxy: CameraProxy): PreviewSource;
  startRecorder: StartRecorder;
  finishRecording(paths: RecordingPaths): Promise<RecorderResult>;
  testCamera(source: CameraConfig["source"], url: string | null): Promise<CameraTestResult>;
};
