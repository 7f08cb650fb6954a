import type { Frame } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Cameras, ServedCamera } from "../services/cameras";

/** A cold RTSP camera shows its first picture after 0.3 to 1.3 s. */
const WAIT_MS = 9_000;
/** Polled pictures find the camera warm. */
const LINGER_MS = 10_000;
const MAX_AGE_MS = 1_000;

/** The newest picture of a camera, for somebody who asks now and then. */
export interface Snapshots {
  /** Not older than a second. Throws `camera_unreachable` when none comes within 9 s, `not_found`. */
  take(cameraId: number): Promise<Frame>;
  stop(): void;
}

type Warm = {
  camera: ServedCamera;
  frame: Frame | null;
  seenMs: number;
  untilMs: number;
  waiting: Set<(frame: Frame) => void>;
  close(): void;
};

export function createSnapshots({
  cameras,
  clock,
}: {
  cameras: Pick<Cameras, "get" | "hold">;
  clock: Clock;
}): Snapshots {
  const warm = new Map<number, Warm>();
  const stopping = new AbortController();

  function open(cameraId: number): Warm {
    const camera = cameras.get(cameraId);
    const release = cameras.hold(cameraId);
    const one: Warm = { camera, frame: null, seenMs: 0, untilMs: 0, waiting: new Set(), close: release };
    const unwatch = camera.preview.watch("full", (frame) => {
      one.frame = frame;
      one.seenMs = clock.monotonicMs();
      for (const give of one.waiting) give(frame);
      one.waiting.clear();
    });
    one.close = () => {
      unwatch();
      release();
    };
    warm.set(cameraId, one);
    void closeInTime(cameraId, one);
    return one;
  }

  async function closeInTime(cameraId: number, one: Warm): Promise<void> {
    do {
      await clock.sleep(LINGER_MS, stopping.signal).catch(() => undefined);
    } while (!stopping.signal.aborted && clock.monotonicMs() < one.untilMs);
    if (warm.get(cameraId) === one) warm.delete(cameraId);
    one.close();
  }

  return {
    async take(cameraId) {
      const known = warm.get(cameraId);
      const one = known && !known.camera.closed.aborted ? known : open(cameraId);
      one.untilMs = clock.monotonicMs() + LINGER_MS + WAIT_MS;
      if (one.frame && clock.monotonicMs() - one.seenMs <= MAX_AGE_MS) return one.frame;
      const enough = new AbortController();
      const next = new Promise<Frame>((give) => one.waiting.add(give));
      const tooLate = clock.sleep(WAIT_MS, enough.signal).then(
        () => null,
        () => null,
      );
      const frame = await Promise.race([next, tooLate]);
      enough.abort();
      if (frame) return frame;
      const cause = cameras.get(cameraId).proxy.report().error ?? "no picture arrived";
      throw new AppError("camera_unreachable", `There is no picture of this camera: ${cause}`);
    },
    stop: () => stopping.abort(new Error("the program stops")),
  };
}
