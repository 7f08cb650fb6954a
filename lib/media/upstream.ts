import type { CameraConfig } from "@/lib/contracts/mqtt";
import { type CameraPolicy, checkCameraUrl } from "@/lib/core/camera-url";
import type { Logger } from "@/lib/core/logger";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { openFile, openTest } from "./ffmpeg-upstreams";
import { openMjpeg, openTsOverHttp } from "./http-upstreams";
import type { Unit } from "./packets";
import { openRtsp } from "./rtsp/open-rtsp";

export type UpstreamIo = {
  stop: AbortSignal;
  /** The camera answered, and agreed to send. */
  onConnected: () => void;
  /** So many bytes came over the network, whatever is in them. */
  onBytes: (count: number) => void;
  onUnit: (unit: Unit) => void;
  /** What a program or the camera said, for people; whoever takes it hides the secrets. */
  onLine?: (line: string) => void;
};

/**
 * One connection to a camera: delivers its units until it ends (rejecting with a `CameraFailure`) or `stop` fires;
 * nothing of it is left when the promise settles.
 */
export type OpenUpstream = (io: UpstreamIo) => Promise<void>;

export type UpstreamDeps = {
  camera: CameraConfig;
  ffmpegPath: string;
  policy: CameraPolicy;
  run: ProcessRunner;
  log: Logger;
};

const OPENERS = {
  rtsp: openRtsp,
  ts: openTsOverHttp,
  file: openFile,
  test: openTest,
  mjpeg: openMjpeg,
} satisfies Record<CameraConfig["source"], (deps: UpstreamDeps) => OpenUpstream>;

/** How to reach a camera. Its address is checked again at every connection: policies and names change. */
export function createUpstream(deps: UpstreamDeps): OpenUpstream {
  const { source, url } = deps.camera;
  const open = OPENERS[source](deps);
  return async (io) => {
    checkCameraUrl(source, url, deps.policy);
    await open(io);
  };
}
