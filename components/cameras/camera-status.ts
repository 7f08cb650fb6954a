import type { Tone } from "@/components/ui/badge";
import type { CameraState } from "@/lib/contracts/cameras";

export type CameraStatus = "live" | "connecting" | "stale" | "unreachable" | "idle" | "offline" | "none";

type Facts = {
  hasCamera: boolean;
  isDeviceOnline: boolean;
  /** What the device last said. */
  reported: CameraState | null;
  /** What is seen right now, when a picture is watched: the better witness. */
  picture: "waiting" | "live" | "stale" | "refused" | null;
};

/** One word for a camera: what the eye sees first, then what the device says. */
export function cameraStatus({ hasCamera, isDeviceOnline, reported, picture }: Facts): CameraStatus {
  if (!hasCamera) return "none";
  if (!isDeviceOnline) return "offline";
  if (picture === "live") return "live";
  if (reported === "unreachable") return "unreachable";
  if (picture === "stale" || reported === "stale") return "stale";
  if (picture === "waiting") return "connecting";
  return reported ?? "idle";
}

export const STATUS_TONE: Record<CameraStatus, Tone> = {
  live: "live",
  connecting: "quiet",
  stale: "warn",
  unreachable: "warn",
  idle: "quiet",
  offline: "warn",
  none: "quiet",
};
