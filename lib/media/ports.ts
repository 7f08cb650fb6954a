import type { CameraReport } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Frame, Profile } from "@/lib/contracts/preview";
import type { Gap, RecordingState } from "@/lib/contracts/recordings";
import type { Chapter } from "./mp4/chapters";
import type { AudioUnit, JpegUnit, VideoUnit } from "./packets";

/**
 * A unit on the device's own timeline: its times count on the device's monotonic clock, also across reconnections, and
 * grow. `atMs`: when it was seen, on the same clock in milliseconds. `gopMs`: time between the last two key frames, null
 * before the second one.
 */
export type Chunk = PictureChunk | (AudioUnit & { atMs: number }) | (JpegUnit & { atMs: number });
export type PictureChunk = VideoUnit & { atMs: number; gopMs: number | null };

/**
 * The one upstream reader of a camera. `hold` opens it for the first holder and closes it a little after the last.
 * It reconnects for ever with back-off while held. Consumers never slow it down: one that cannot keep up loses data.
 */
export interface CameraProxy {
  readonly camera: CameraConfig;
  /** Keeps the upstream open until released. */
  hold(): () => void;
  /** Every chunk from now on, after what is buffered since the last key frame. */
  consume(onChunk: (chunk: Chunk) => void): () => void;
  /** Resolves at the first frame; throws `camera_unreachable` with the cause after `timeoutMs`. */
  waitForFrame(timeoutMs: number): Promise<void>;
  report(): CameraReport;
  /** Times without a picture since `since`; the last one is open (`to: null`) while the camera is away. */
  gapsSince(since: Date): Gap[];
  /** What was last said between the camera and us, newest last: a few lines, without any secret. */
  lastLines(): string[];
  /** Called at every change of state. */
  onChange(callback: () => void): () => void;
  stop(): Promise<void>;
}

/** JPEGs of one camera at a profile's size and rate, made only while somebody listens. */
export interface PreviewSource {
  watch(profile: Profile, onFrame: (frame: Frame) => void): () => void;
}

export type RecorderResult = {
  state: Extract<RecordingState, "ready" | "failed">;
  endedAt: Date;
  file: { bytes: number; durationSeconds: number; sha256: string; hasPoster: boolean } | null;
  error: string | null;
};

/** A part of a recorder that stood still or ended, and was replaced while the recording went on. */
export type Replacement = {
  /** `mute`: fed, it said nothing · `ended`: it ended by itself · `out_of_step`: what it said made no sense. */
  cause: "mute" | "ended" | "out_of_step";
  /** What it said last, redacted. */
  lines: string[];
};

/** One running recording: one MP4 being born. */
export interface Recorder {
  /** When the first picture of the file was seen. */
  readonly startedAt: Date;
  /** Bytes durable on disk so far. */
  bytes(): number;
  /** Times for which there is nothing in the file although the camera may have sent: this program was not there. */
  gaps(): Gap[];
  /** Called after a part of it was found dead, while the next one is being started. */
  onReplaced(callback: (what: Replacement) => void): void;
  /** Ends the file: its last picture stands until now. Resolves when what was recorded is durable and playable. */
  stop(chapters?: readonly Chapter[]): Promise<void>;
  /** Makes what was recorded durable and leaves the file to be gone on with. */
  suspend(): Promise<void>;
  /** Resolves when the recorder ended by itself (error, disk full) or by `stop` or `suspend`. */
  readonly ended: Promise<{ error: string | null }>;
}
