import type { Frame } from "@/lib/contracts/preview";
import type { Ctx } from "@/lib/domain/context";
import { NewestPictures } from "@/lib/media/event-pictures";
import type { FrameHub } from "@/lib/media/frames";
import type { LiveHub } from "@/lib/media/live/hub";

type Filmed = { canary: string; cameras: number[]; ids: { device: string; event: string } };

/** Live pictures and streams whose bytes carry the canary of the club they show. */
export function picturesOf(clubs: Record<string, Filmed>): Pick<Ctx, "frames" | "live" | "eventPictures"> {
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
  const eventPictures = new NewestPictures();
  for (const { canary, ids } of Object.values(clubs))
    eventPictures.put(ids.device, ids.event, Buffer.from(`picture of ${canary}`));
  return { frames, live, eventPictures };
}
