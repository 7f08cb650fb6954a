import type { Frame, Profile } from "@/lib/contracts/preview";
import type { FeedKey } from "./leased-topic";

export type FrameKey = FeedKey<Profile>;
export type Watch = {
  stop(): void;
};

/** Live pictures for many viewers: one lease and one subscription per camera and profile, whatever the number of viewers. */
export interface FrameHub {
  /** Calls `onFrame` with every new frame (the newest at once, when there is one) until stopped. The frame is shared: do not change it. */
  watch(key: FrameKey, onFrame: (frame: Frame) => void, onError?: (error: unknown) => void): Watch;
  /** The newest frame not older than `maxAgeMs`, waiting for one at most `waitMs`. Keeps the picture warm for a while. Throws `camera_unreachable`, or the device's own refusal. */
  snapshot(key: FrameKey, options?: { maxAgeMs?: number; waitMs?: number }): Promise<Frame>;
  /** The newest frame this process holds of a camera in any profile, or null. Warms nothing. */
  newest(cameraId: number): Frame | null;
  /** Milliseconds since a frame given out here arrived. By this machine's clock alone: a device's may be wrong by years. */
  ageMs(frame: Frame): number;
  viewers(cameraId: number): number;
  /** Ends every watch: called at shutdown. */
  stop(): void;
}
