import { stat } from "node:fs/promises";
import type { EdgeConfig } from "@/lib/config/edge";
import type { CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { createCameraProxy } from "@/lib/media/camera-proxy";
import {
  describeFinished,
  type FinishedRecording,
  type FinishRecordingOptions,
  finishRecording,
} from "@/lib/media/finish-recording";
import { makeStill } from "@/lib/media/make-still";
import type { CameraProxy, RecorderResult } from "@/lib/media/ports";
import { createPreviewSource } from "@/lib/media/preview-source";
import { resumeRecorder, startRecorder } from "@/lib/media/recorder";
import { createPublisher, type Publisher } from "@/lib/media/rtsp/publish/publisher";
import { testCamera } from "@/lib/media/test-camera";
import { writeClip } from "@/lib/media/write-clip";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ClosablePreview } from "./services/cameras";
import type { Collected } from "./services/clips/collect";
import type { ClipPaths } from "./services/clips/paths";
import type { FinishPart } from "./services/recordings/finisher";
import type { RecordingPaths } from "./services/recordings/paths";
import type { ResumeRecorder } from "./services/recordings/resume-recording";
import type { StartRecorder } from "./services/recordings/start-recording";
import type { Picture } from "./services/sensors/show-now";

/** What this program needs of the media engine. */
export type Media = {
  createProxy(camera: CameraConfig): CameraProxy;
  createPreview(proxy: CameraProxy): ClosablePreview;
  createPublisher(proxy: CameraProxy, url: string, onChange: () => void): Publisher;
  startRecorder: StartRecorder;
  resumeRecorder: ResumeRecorder;
  finishRecording: FinishPart;
  writeClip(collected: Collected, paths: ClipPaths): Promise<FinishedRecording>;
  /** What is told of a clip that has its name. */
  describeClip(paths: ClipPaths): Promise<FinishedRecording>;
  /** One JPEG of a picture, at most so many pixels long. */
  makeStill(picture: Picture, side: number): Promise<Buffer>;
  testCamera(source: CameraConfig["source"], url: string | null): Promise<CameraTestResult>;
};

/** record.start is given 5 s by its caller; the way here and back and the disk need the rest. */
const START_WITHIN_MS = 4_200;

/** The real media engine, told what this device was configured with. */
export function createMedia(config: EdgeConfig, clock: Clock, log: Logger): Media {
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = config;
  const policy = { allowTestSources: config.ALLOW_TEST_SOURCES, allowedHosts: config.ALLOWED_HOSTS };
  const { VIDEO_CODEC: codec, VIDEO_PRESET: preset, VIDEO_CRF: crf, VIDEO_FPS: fps } = config;
  const encode = { codec, preset, crf, fps };
  const describing = ({ final, poster }: ClipPaths) => ({
    ...{ finalPath: final, posterPath: poster, ffmpegPath, ffprobePath, log },
  });
  const recorder = (proxy: CameraProxy, { part: partPath, log: logPath }: RecordingPaths, plannedSeconds: number) => ({
    ...{ proxy, partPath, logPath, plannedSeconds, ffmpegPath, clock, log },
    encode,
  });
  return {
    createProxy: (camera) => createCameraProxy({ camera, ffmpegPath, clock, log, policy }),
    createPreview: (proxy) => createPreviewSource({ proxy, ffmpegPath, clock, log }),
    createPublisher: (proxy, url, onChange) => createPublisher({ proxy, url, policy, clock, log, onChange }),
    startRecorder: (proxy, paths, plannedSeconds) =>
      startRecorder({ ...recorder(proxy, paths, plannedSeconds), startWithinMs: START_WITHIN_MS }),
    resumeRecorder: (proxy, paths, plannedSeconds, startedAt) =>
      resumeRecorder(recorder(proxy, paths, plannedSeconds), startedAt),
    finishRecording: (paths, chapters, assertRoom) =>
      finish(paths, { ffmpegPath, ffprobePath, log, chapters, assertRoom }, clock),
    writeClip: ({ units, untilMs }, paths) =>
      writeClip(units, { ...describing(paths), partPath: paths.part, untilMs, encode }),
    describeClip: (paths) => describeFinished(runProcess, describing(paths)),
    makeStill: (picture, side) => makeStill(picture, { side, ffmpegPath }),
    testCamera: (source, url) =>
      testCamera({ source, url, ffmpegPath, policy, clock, log: log.child({ purpose: "camera test" }) }),
  };
}

/** What cannot be played or is not there is a result; anything else (no room, a killed ffmpeg) is worth another try. */
async function finish(
  { part, final, poster }: RecordingPaths,
  tools: Pick<FinishRecordingOptions, "ffmpegPath" | "ffprobePath" | "log" | "chapters" | "assertRoom">,
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
