import { stat } from "node:fs/promises";
import type { EdgeConfig } from "@/lib/config/edge";
import type { CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { createCameraProxy } from "@/lib/media/camera-proxy";
import { type FinishRecordingOptions, finishingPath, finishRecording } from "@/lib/media/finish-recording";
import type { CameraProxy, RecorderResult } from "@/lib/media/ports";
import { createPreviewSource } from "@/lib/media/preview-source";
import { startRecorder } from "@/lib/media/recorder";
import { testCamera } from "@/lib/media/test-camera";
import type { ClosablePreview } from "./services/cameras";
import type { RecordingPaths } from "./services/recordings/paths";
import type { StartRecorder } from "./services/recordings/start-recording";

/** What this program needs of the media engine. */
export type Media = {
  createProxy(camera: CameraConfig): CameraProxy;
  createPreview(proxy: CameraProxy): ClosablePreview;
  startRecorder: StartRecorder;
  finishRecording(paths: RecordingPaths, assertRoom: (bytes: number) => Promise<void>): Promise<RecorderResult>;
  /** Where the finished file grows. */
  finishingPath(paths: RecordingPaths): string;
  testCamera(source: CameraConfig["source"], url: string | null): Promise<CameraTestResult>;
};

/** record.start is given 5 s by its caller; the way here and back and the disk need the rest. */
const START_WITHIN_MS = 4_200;

/** The real media engine, told what this device was configured with. */
export function createMedia(config: EdgeConfig, clock: Clock, log: Logger): Media {
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = config;
  const policy = { allowTestSources: config.ALLOW_TEST_SOURCES, allowedHosts: config.ALLOWED_HOSTS };
  const { VIDEO_CODEC: codec, VIDEO_PRESET: preset, VIDEO_CRF: crf, VIDEO_FPS: fps } = config;
  return {
    createProxy: (camera) => createCameraProxy({ camera, ffmpegPath, clock, log, policy }),
    createPreview: (proxy) => createPreviewSource({ proxy, ffmpegPath, clock, log }),
    startRecorder: (proxy, { part: partPath, log: logPath }, plannedSeconds) =>
      startRecorder({
        ...{ proxy, partPath, logPath, plannedSeconds, ffmpegPath, clock, log, startWithinMs: START_WITHIN_MS },
        encode: { codec, preset, crf, fps },
      }),
    finishRecording: (paths, assertRoom) => finish(paths, { ffmpegPath, ffprobePath, log, assertRoom }, clock),
    finishingPath: ({ final }) => finishingPath(final),
    testCamera: (source, url) =>
      testCamera({ source, url, ffmpegPath, policy, clock, log: log.child({ purpose: "camera test" }) }),
  };
}

/** What cannot be played or is not there is a result; anything else (no room, a killed ffmpeg) is worth another try. */
async function finish(
  { part, final, poster }: RecordingPaths,
  tools: Pick<FinishRecordingOptions, "ffmpegPath" | "ffprobePath" | "log" | "assertRoom">,
  clock: Clock,
): Promise<RecorderResult> {
  const lastWrite = await stat(part).catch(() => stat(final).catch(() => null));
  const endedAt = lastWrite?.mtime ?? clock.now();
  try {
    const file = await finishRecording({ partPath: part, finalPath: final, posterPath: poster, ...tools });
    return { state: "ready", endedAt, file, error: null };
  } catch (error) {
    const isHopeless = isAppError(error) && (error.code === "unprocessable" || error.code === "not_found");
    if (!isHopeless) throw error;
    return { state: "failed", endedAt, file: null, error: error.message };
  }
}
