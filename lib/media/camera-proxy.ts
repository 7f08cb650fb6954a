import type { CameraReport } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { CameraPolicy } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { CameraReader } from "./camera-reader";
import { GopBuffer } from "./gop-buffer";
import type { CameraProxy, Chunk } from "./ports";
import { createUpstream, type OpenUpstream } from "./upstream";

export type CameraProxyOptions = {
  camera: CameraConfig;
  ffmpegPath: string;
  clock: Clock;
  log: Logger;
  policy: CameraPolicy;
  run?: ProcessRunner;
  /** How long the upstream stays open after the last holder left. */
  lingerMs?: number;
  /** Another way to the camera, for tests. */
  open?: OpenUpstream;
};

const LINGER_MS = 5_000;

/** The one reader of a camera (see `CameraProxy`). Nothing runs before the first `hold` or `consume`. */
export function createCameraProxy(options: CameraProxyOptions): CameraProxy {
  const { camera, clock, log, lingerMs = LINGER_MS } = options;
  const buffer = new GopBuffer();
  const consumers = new Set<(chunk: Chunk) => void>();
  const listeners = new Set<() => void>();
  const waiting = new Set<() => void>();
  let holders = 0;
  let isStopped = false;
  let linger: NodeJS.Timeout | undefined;

  const wake = () => {
    for (const look of waiting) look();
  };
  const reader = new CameraReader(
    { camera, clock, log, open: options.open ?? createUpstream({ ...options, run: options.run ?? runProcess }) },
    {
      onChunk(chunk) {
        buffer.add(chunk);
        for (const consumer of consumers) give(consumer, chunk);
      },
      onFrame: wake,
      onChange() {
        wake();
        for (const listener of listeners) listener();
      },
    },
  );

  /** One consumer's mistake must not cost the others their picture. */
  function give(consumer: (chunk: Chunk) => void, chunk: Chunk): void {
    try {
      consumer(chunk);
    } catch (err) {
      log.error({ err, camera: camera.id }, "a consumer of a camera failed");
    }
  }

  async function close(): Promise<void> {
    clearTimeout(linger);
    await reader.stop();
    if (holders === 0 || isStopped) buffer.clear();
  }

  function hold(): () => void {
    let isHeld = true;
    holders++;
    clearTimeout(linger);
    if (!isStopped) reader.start();
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (--holders === 0 && !isStopped) linger = setTimeout(() => void close(), lingerMs);
    };
  }

  return {
    camera,
    hold,
    consume(onChunk) {
      const release = hold();
      for (const chunk of buffer.read()) give(onChunk, chunk);
      const consumer = (chunk: Chunk) => onChunk(chunk); // its own entry, also when one function consumes twice
      consumers.add(consumer);
      return () => {
        if (consumers.delete(consumer)) release();
      };
    },
    async waitForFrame(timeoutMs) {
      const release = hold();
      try {
        await new Promise<void>((resolve, reject) => {
          const fail = () => settle(() => reject(unreachable(reader)));
          const timer = setTimeout(fail, timeoutMs);
          const look = () => {
            if (reader.isLive()) settle(resolve);
            else if (reader.isRefused || isStopped) fail();
          };
          const settle = (done: () => void) => {
            clearTimeout(timer);
            waiting.delete(look);
            done();
          };
          waiting.add(look);
          look();
        });
      } finally {
        release();
      }
    },
    report: (): CameraReport => ({
      id: camera.id,
      state: reader.state,
      frame_age_ms: reader.state === "idle" ? null : reader.stats.ageMs(),
      codec: reader.stream.codec,
      width: reader.stream.size?.width ?? null,
      height: reader.stream.size?.height ?? null,
      fps: reader.state === "live" ? reader.stats.fps() : null,
      bitrate: reader.state === "live" ? reader.stats.bitrate() : null,
      reconnects: reader.reconnects,
      consumers: consumers.size,
      error: reader.error,
      cause: reader.cause,
      recording_session_id: null,
    }),
    gapsSince: (since) => reader.gaps.since(since.getTime(), clock.now().getTime()),
    lastLines: () => reader.lines.read(),
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    async stop() {
      isStopped = true;
      wake();
      consumers.clear();
      await close();
    },
  };
}

const unreachable = ({ error, cause }: Pick<CameraReader, "error" | "cause">) =>
  new AppError("camera_unreachable", error ?? "The camera sent no picture in time.", {
    details: { cause: cause ?? "silent" },
  });
