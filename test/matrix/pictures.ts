import type { Frame } from "@/lib/contracts/preview";
import type { FrameHub } from "@/lib/media/frames";

type Filmed = { canary: string; cameras: number[] };

/** Live pictures whose bytes carry the canary of the club they show. */
export function picturesOf(clubs: Record<string, Filmed>): FrameHub {
  const of = (cameraId: number): Frame => {
    const club = Object.values(clubs).find(({ cameras }) => cameras.includes(cameraId));
    const jpeg = Buffer.from(`picture of ${club?.canary ?? "a new camera"}`);
    return { capturedAtMs: 0, sequence: 1, width: 1280, height: 720, jpeg };
  };
  return {
    watch({ cameraId }, onFrame) {
      const timer = setImmediate(() => onFrame(of(cameraId)));
      return { stop: () => clearImmediate(timer) };
    },
    snapshot: async ({ cameraId }) => of(cameraId),
    newest: (cameraId) => of(cameraId),
    ageMs: () => 0,
    viewers: () => 1,
    stop() {},
  };
}
