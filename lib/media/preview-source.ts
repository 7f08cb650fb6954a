import { type Frame, PROFILES, type Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { readJpegSize, type Size } from "./jpeg";
import type { CameraProxy, Chunk, PreviewSource } from "./ports";
import { createPreviewDecoder, type PreviewDecoder } from "./preview-decoder";
import { thinTo } from "./thin-frames";

export type PreviewSourceOptions = {
  proxy: CameraProxy;
  ffmpegPath: string;
  clock: Clock;
  log: Logger;
  run?: ProcessRunner;
};

/**
 * JPEGs of a camera at each profile's size and rate. One decoder per profile, only while somebody watches; a camera that
 * sends JPEGs small enough passes through untouched, thinned to the rate.
 */
export function createPreviewSource(options: PreviewSourceOptions): PreviewSource & { stop(): void } {
  const feeds = new Map<Profile, ProfileFeed>();
  return {
    watch(profile, onFrame) {
      const feed = feeds.get(profile) ?? new ProfileFeed(profile, { run: runProcess, ...options });
      feeds.set(profile, feed);
      return feed.add(onFrame);
    },
    stop() {
      for (const feed of feeds.values()) feed.stop();
    },
  };
}

class ProfileFeed {
  private readonly viewers = new Set<(frame: Frame) => void>();
  private decoder: PreviewDecoder | null = null;
  private unconsume: (() => void) | null = null;
  private sequence = 0;
  private isDue: () => boolean;

  constructor(
    private readonly profile: Profile,
    private readonly options: Required<PreviewSourceOptions>,
  ) {
    this.isDue = thinTo(PROFILES[profile].fps, options.clock);
  }

  add(onFrame: (frame: Frame) => void): () => void {
    this.viewers.add(onFrame);
    this.unconsume ??= this.options.proxy.consume((chunk) => this.take(chunk));
    return () => {
      if (this.viewers.delete(onFrame) && this.viewers.size === 0) this.stop();
    };
  }

  stop(): void {
    this.viewers.clear();
    this.unconsume?.();
    this.unconsume = null;
    this.decoder?.stop();
    this.decoder = null;
  }

  private take(chunk: Chunk): void {
    if (chunk.kind === "audio") return;
    if (chunk.kind === "video") {
      this.decode("video").take(chunk);
      return;
    }
    // The rate is ours before the decoder: what nobody sees is not scaled.
    if (!this.isDue()) return;
    if (Math.max(chunk.width, chunk.height) > PROFILES[this.profile].width) this.decode("jpeg").take(chunk);
    else this.emit(chunk.data, chunk, chunk.atMs);
  }

  private decode(kind: "video" | "jpeg"): PreviewDecoder {
    const { clock } = this.options;
    this.decoder ??= createPreviewDecoder(kind, this.profile, this.options, (jpeg, timeMs) => {
      const size = readJpegSize(jpeg);
      if (size) this.emit(jpeg, size, clock.monotonicMs() - lagMs(clock.monotonicMs(), timeMs));
    });
    return this.decoder;
  }

  private emit(jpeg: Buffer, { width, height }: Size, atMs: number): void {
    const { clock } = this.options;
    const capturedAtMs = clock.now().getTime() - Math.max(0, clock.monotonicMs() - atMs);
    const frame: Frame = { capturedAtMs, sequence: this.sequence++, width, height, jpeg };
    for (const viewer of [...this.viewers]) viewer(frame);
  }
}

/** SMJPEG counts milliseconds in 32 bits, which come round after 49 days. */
const ROUND_MS = 2 ** 32;
/** A picture cannot be older than what the proxy buffers; anything else is a decoder's mistake. */
const MOST_LAG_MS = 30_000;

/** How long ago `timeMs` of the timeline was. */
function lagMs(nowMs: number, timeMs: number): number {
  const lag = (((nowMs - timeMs) % ROUND_MS) + ROUND_MS) % ROUND_MS;
  return lag <= MOST_LAG_MS ? lag : 0;
}
