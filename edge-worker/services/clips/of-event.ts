import type { ClipReport } from "@/lib/contracts/mqtt";
import { isAppError } from "@/lib/core/errors";
import type { Events } from "../events";

type Keeper = Pick<Events, "keep">;

/** What became of an event's clip is an event too; `trigger` is the event that asked for it. */
export function tellCaptured(events: Keeper, { event_id: trigger, camera_id: camera, file }: ClipReport): void {
  if (trigger === null) return;
  const about = { trigger, camera, file_id: file.id, duration_seconds: file.duration_seconds, bytes: file.bytes };
  events.keep({ type: "video.captured", topic: "captured", cameraId: camera, data: about });
}

/** `clipId`: null for one that was never begun. */
type Wanted = { clipId: string | null; cameraId: number; eventId: string | null };

export function tellLost(events: Keeper, { clipId, cameraId, eventId }: Wanted, error: unknown): void {
  if (eventId === null) return;
  const why = isAppError(error)
    ? { cause: error.code, message: error.message }
    : { cause: "internal", message: "The device failed at this; its log says why." };
  const about = { trigger: eventId, camera: cameraId, file_id: clipId, ...why };
  events.keep({ type: "video.lost", topic: "captured", cameraId, data: about });
}
