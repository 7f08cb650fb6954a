import type Hls from "hls.js";
import { playsAlone } from "./stream-support";

export type LivePlayerEvents = {
  onSound(): void;
  /** It cannot be played at all, or has never begun. */
  onFailed(): void;
};

/** After an outage it is asked again this often. */
const RETRY_MS = 1_000;

/** Plays a live playlist in a video element and goes on after every outage. hls.js is loaded when the first one is wanted. */
export class LivePlayer {
  private hls: Hls | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly src: string,
    private readonly events: LivePlayerEvents,
  ) {
    if (playsAlone()) this.playAlone();
    else void this.begin().catch(() => this.events.onFailed());
  }

  /** How far the picture is behind the newest one, in milliseconds; null before the first. */
  latencyMs(): number | null {
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    if (this.hls) return Math.max(0, this.hls.latency * 1_000);
    const { seekable, currentTime } = this.video;
    return seekable.length > 0 ? Math.max(0, (seekable.end(seekable.length - 1) - currentTime) * 1_000) : null;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute("src");
    this.video.load();
  }

  private async begin(): Promise<void> {
    const { default: Player } = await import("hls.js/light");
    if (this.isStopped) return;
    const hls = new Player({
      lowLatencyMode: true,
      // What is played is gone; only what is live is wanted.
      backBufferLength: 4,
      maxBufferLength: 8,
      maxLiveSyncPlaybackRate: 1.5,
      // Parts of MP4 pass through as they are: a worker would only carry them.
      enableWorker: false,
    });
    this.hls = hls;
    const { Events, ErrorTypes } = Player;
    hls.on(Events.BUFFER_CREATED, (_, { tracks }) => {
      if (tracks.audio ?? tracks.audiovideo?.codec?.includes("mp4a")) this.events.onSound();
    });
    hls.on(Events.MANIFEST_PARSED, () => this.play());
    hls.on(Events.ERROR, (_, { fatal, type }) => {
      if (!fatal) return;
      const hasBegun = hls.levels.length > 0;
      if (!hasBegun) this.events.onFailed();
      else if (type === ErrorTypes.NETWORK_ERROR) this.later(() => hls.startLoad());
      else this.later(() => this.beginAgain());
    });
    hls.loadSource(this.src);
    hls.attachMedia(this.video);
  }

  private beginAgain(): void {
    this.hls?.destroy();
    void this.begin();
  }

  private playAlone(): void {
    this.video.src = this.src;
    this.video.onloadedmetadata = () => this.events.onSound();
    this.video.onerror = () => this.events.onFailed();
    this.play();
  }

  private play(): void {
    // A browser may refuse to begin by itself; then its own picture says so.
    void this.video.play().catch(() => undefined);
  }

  private later(act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => !this.isStopped && act(), RETRY_MS);
  }
}
