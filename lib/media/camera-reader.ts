import type { CameraState } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { type Attempt, type Supervised, supervise } from "@/lib/process/supervise";
import type { State } from "@/lib/process/supervisor";
import { CameraStream } from "./camera-stream";
import { CameraFailure, reasonOf } from "./failure";
import { FrameStats } from "./frame-stats";
import { GapLog } from "./gap-log";
import { createLastLines } from "./last-lines";
import type { Chunk } from "./ports";
import type { OpenUpstream } from "./upstream";

/** Contract: live is a frame in the last 5 s. */
const LIVE_MS = 5_000;
/** A camera may send its first key frame late (long GOPs); between two pictures five seconds are a fault. */
const OPEN_MS = 12_000;
const STALL_MS = 4_200;
const LATE_MS = 2_000;
/** A camera that returns is read again within a second; one that refuses the password would lock us out. */
const RETRY = { baseMs: 250, capMs: 1_000 };
const RETRY_REFUSED = { baseMs: 5_000, capMs: 30_000 };
const TICK_MS = 500;

export type CameraReaderOptions = { camera: CameraConfig; clock: Clock; log: Logger; open: OpenUpstream };
export type CameraReaderSinks = {
  onChunk(chunk: Chunk): void;
  onFrame(): void;
  onChange(): void;
};

/** Reads one camera for ever while started, and knows at any time how it is. */
export class CameraReader {
  readonly stats: FrameStats;
  readonly gaps = new GapLog();
  readonly lines;
  readonly stream: CameraStream;
  state: CameraState = "idle";
  reconnects = 0;
  /** Why there is no picture; null while there is one. */
  error: string | null = null;
  /** The same as a word for programs. */
  cause: string | null = null;
  /** Trying again will not help until somebody changes something. */
  isRefused = false;
  private readonly upstream: Supervised;
  private ticker: NodeJS.Timeout | undefined;
  private hasConnected = false;
  private frameSeen = false;
  private lives = 0;
  private openedMs = 0;
  private stateSinceMs = 0;
  private progress: () => void = () => {};

  constructor(
    private readonly options: CameraReaderOptions,
    private readonly sinks: CameraReaderSinks,
  ) {
    const { clock } = options;
    const nowMs = () => clock.monotonicMs();
    this.lines = createLastLines(options.camera.url);
    this.stats = new FrameStats(nowMs);
    this.stream = new CameraStream({ nowMs, onChunk: sinks.onChunk, onFrame: (timeMs) => this.onFrame(timeMs) });
    this.upstream = supervise({
      clock,
      openMs: OPEN_MS,
      stallMs: STALL_MS,
      attempt: (io) => this.readOnce(io),
      retryDelayMs: (failures, cause) => backoffMs(failures - 1, isFinal(cause) ? RETRY_REFUSED : RETRY),
      onState: (state, cause) => this.onUpstream(state, cause),
    });
  }

  start(): void {
    this.ticker ??= setTimeout(() => this.tick(), TICK_MS);
    if (this.state === "idle") this.isRefused = false;
    this.openedMs = this.options.clock.monotonicMs();
    this.upstream.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.ticker);
    this.ticker = undefined;
    await this.upstream.stop();
  }

  isLive(): boolean {
    const ageMs = this.frameSeen ? this.stats.ageMs() : null;
    return this.state !== "idle" && ageMs !== null && ageMs <= LIVE_MS && this.upstream.state().at === "running";
  }

  private async readOnce({ stop, progress }: Parameters<Attempt>[0]): Promise<void> {
    this.progress = progress;
    this.hasConnected = false;
    this.frameSeen = false;
    this.openedMs = this.options.clock.monotonicMs();
    this.stream.restart();
    this.stats.restart();
    await this.options.open({
      stop,
      onConnected: () => {
        this.hasConnected = true;
      },
      onLine: (line) => this.lines.add(line),
      onBytes: (count) => this.stats.bytes(count),
      onUnit: (unit) => {
        if (!stop.aborted) this.stream.push(unit);
      },
    });
  }

  private onFrame(timeMs: number): void {
    // ffmpeg lets go of the last picture it held when it gives a silent camera up: one late picture is no sign of life.
    const isLast = this.stream.codec !== "mjpeg" && this.frameSeen && (this.stats.ageMs() ?? 0) > LATE_MS;
    this.stats.frame(timeMs);
    this.gaps.frame(this.options.clock.now().getTime());
    if (!isLast) this.progress();
    if (!this.frameSeen) {
      this.frameSeen = true;
      this.error = null;
      this.cause = null;
      this.isRefused = false;
      if (this.lives++ > 0) this.reconnects++;
    }
    if (this.state !== "live") this.refreshState();
    this.sinks.onFrame();
  }

  private onUpstream({ at }: State, cause: unknown): void {
    if (at === "waiting" || at === "closing") {
      this.error = cause instanceof Error ? cause.message : null;
      this.cause = reasonOf(cause);
      this.isRefused = isFinal(cause);
      if (this.error) {
        this.gaps.broken(this.error);
        this.lines.add(this.error);
      }
    }
    if (at === "idle") {
      this.gaps.pause(this.options.clock.now().getTime());
      this.error = null;
      this.cause = null;
      this.lives = 0;
    }
    this.refreshState();
  }

  /** A camera that just gave a picture is live for a while, whatever comes: it need not be looked at before. */
  private tick(): void {
    this.refreshState();
    const restMs = this.state === "live" ? LIVE_MS - (this.stats.ageMs() ?? 0) : 0;
    this.ticker = setTimeout(() => this.tick(), Math.max(TICK_MS, restMs));
  }

  private refreshState(): void {
    const next = this.readState();
    if (next === this.state) return;
    const { camera, clock, log } = this.options;
    const nowMs = clock.monotonicMs();
    const lastedMs = Math.round(nowMs - this.stateSinceMs);
    log.info({ camera: camera.id, from: this.state, to: next, lastedMs, cause: this.error }, "camera changed");
    this.state = next;
    this.stateSinceMs = nowMs;
    this.sinks.onChange();
  }

  private readState(): CameraState {
    const upstream = this.upstream.state();
    if (upstream.at === "idle" || (upstream.at === "closing" && upstream.thenOpen === "no")) return "idle";
    const silentMs = this.frameSeen ? (this.stats.ageMs() ?? 0) : this.options.clock.monotonicMs() - this.openedMs;
    if (upstream.at === "running" && silentMs <= LIVE_MS) return "live";
    if (upstream.at === "running" || (this.hasConnected && silentMs > LIVE_MS)) return "stale";
    if (upstream.at === "opening" && upstream.failures === 0) return "connecting";
    return "unreachable";
  }
}

const isFinal = (cause: unknown): boolean =>
  (cause instanceof CameraFailure && cause.isFinal) || (isAppError(cause) && cause.code === "unprocessable");
