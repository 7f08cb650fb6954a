"use client";
import { cameraStatus } from "@/components/cameras/camera-status";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import type { PaintMeter } from "@/lib/client/frame-budget";
import { useLivePicture } from "@/lib/client/use-live-picture";
import type { CourtView } from "@/lib/contracts/courts";
import type { Profile } from "@/lib/contracts/preview";

/** A court's live picture with its state in one word, and the words over it while it does not move. */
export function useCourtPicture(court: CourtView, profile: Profile, fps: number, meter?: PaintMeter) {
  const isWatched = court.camera !== null && court.device_online;
  const picture = useLivePicture(isWatched ? court.camera!.id : null, profile, fps, meter);
  const status = cameraStatus({
    hasCamera: court.camera !== null,
    isDeviceOnline: court.device_online,
    reported: court.camera_state,
    picture: isWatched ? picture.state : null,
  });
  const note = usePictureNote({
    status,
    isRefused: picture.state === "refused",
    staleSinceMs: picture.sinceMs,
    deviceLastSeenAt: court.device_last_seen_at,
  });
  const hasPicture = picture.state === "live" || picture.state === "stale";
  return { picture, status, note, hasPicture, isStale: hasPicture && note !== null };
}
