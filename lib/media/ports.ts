import type { CameraReport } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Frame, Profile } from "@/lib/contracts/preview";
import type { Gap, RecordingState } from "@/lib/contracts/recordings";

/**
 * Cut-off places of the stream: either MPEG-TS packets with one continuous timeline, or whole JPEGs. The timeline is the
 * device's monotonic clock (90 kHz, 33 bits), also across reconnections. Chunks are shared: do not change them.
 */
export type Chunk =
  | {
      kind: "ts";
      packets: Buffer;
      startsWithKeyframe: boolean;
      /** The camera is away: the last key frame again, so that the picture stands and the timeline goes on. */
      isRepeat?: boolean;
      /** When it arrived, on the monotonic clock; the present without it. */
      atMs?: number;
      /** Time between the last two key frames; null or absent before the second one. */
      gopMs?: number | null;
    }
  | { kind: "jpeg"; jpeg: Buffer; width: number; height: number; atMs?: number };

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
  /** When no picture has come for a moment, gives the consumers the last one again as of now: a file that ends here is long enough. */
  repeatPicture?(): void;
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

/** One running recording: one MP4 being born. */
export interface Recorder {
  /** When the first frame of the file was captured. */
  readonly startedAt: Date;
  /** Bytes durable on disk so far. */
  bytes(): number;
  /** Ends the stream properly; resolves when what was recorded is durable and playable (short ones still fragmented). */
  stop(): Promise<void>;
  /** Resolves when the recorder ended by itself (error, disk full) or by `stop`. */
  readonly ended: Promise<{ error: string | null }>;
}
