import type { Frame } from "@/lib/contracts/preview";
import type { FrameHub } from "@/lib/media/frames";
import type { LiveHub } from "@/lib/media/live/hub";

type Filmed = { canary: string; cameras: number[] };

/** Live pictures and streams whose bytes carry the canary of the club they show. */
export function picturesOf(clubs: Record<string, Filmed>): { frames: FrameHub; live: LiveHub } {
  const textOf = (cameraId: number): string => {
    const club = Object.values(clubs).find(({ cameras }) => cameras.includes(cameraId));
    return `picture of ${club?.canary ?? "a new camera"}`;
  };
  const of = (cameraId: number): Frame => {
    const jpeg = Buffer.from(textOf(cameraId));
    return { capturedAtMs: 0, sequence: 1, width: 1280, height: 720, jpeg };
  };
  const live: LiveHub = {
    playlist: async ({ cameraId }) => textOf(cameraId),
    read: async ({ cameraId }) => [Buffer.from(textOf(cameraId))],
    viewers: () => 1,
    stop() {},
  };
  const frames: FrameHub = {
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
  return { frames, live };
}
