import { type Frame, LEASE_RENEW_MS, LEASE_SECONDS, parseFrame } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import type { DeviceLink } from "@/lib/mqtt/device-link";
import { topics } from "@/lib/mqtt/topics";
import type { FrameKey } from "./frames";

/** How long a picture nobody looks at stays subscribed, so that a page change or a polled snapshot finds it warm. */
export const LINGER_MS = 10_000;
/** Without a frame for this long, a lease that was granted is a picture that stands still. */
export const STALL_MS = 5_000;
/** A lease that was refused is asked for again this often, while somebody looks. */
export const RETRY_MS = 1_000;
const TICK_MS = 1_000;

export type FeedDeps = { bus: Bus; devices: DeviceLink; clock: Clock; log: Logger };
export type Viewer = { onFrame(frame: Frame): void; onError?(error: unknown): void };

/**
 * One camera's pictures in one profile while somebody looks: one subscription and one lease, renewed while it is used.
 * Once a second it looks at itself: renews what is due, says when the picture stands still, ends when it was idle long
 * enough. A failure is told to the viewers once and tried again for ever; the next frame is how they learn it is over.
 */
export class FrameFeed {
  private readonly viewers = new Set<Viewer>();
  /** Snapshots that wait for the next frame or refusal. */
  private readonly waiting = new Set<Viewer>();
  private readonly ended = new AbortController();
  private readonly stopListening: (() => void)[] = [];
  private newestFrame: Frame | null = null;
  private refusal: AppError | null = null;
  private problem: AppError | null = null;
  private problemSinceMs = 0;
  private lastUsedMs: number;
  private lastLifeMs: number;
  private lastRenewalMs = Number.NEGATIVE_INFINITY;
  private isRenewing = false;

  constructor(
    private readonly key: FrameKey,
    private readonly deps: FeedDeps,
    private readonly options: { arrivals: WeakMap<Frame, number>; onEnd: () => void },
  ) {
    this.lastUsedMs = this.lastLifeMs = deps.clock.monotonicMs();
  }

  start(): void {
    const { deviceId, cameraId, profile } = this.key;
    const topic = topics.preview(deviceId, cameraId, profile);
    this.stopListening.push(
      this.deps.bus.subscribe(topic, ({ payload }) => this.receive(payload), { qos: 0 }),
      this.deps.bus.onConnect(() => this.renewNow()),
      this.options.onEnd,
    );
    void this.run();
  }

  get viewerCount(): number {
    return this.viewers.size;
  }

  get newest(): Frame | null {
    return this.newestFrame;
  }

  add(viewer: Viewer): () => void {
    this.viewers.add(viewer);
    this.use();
    if (this.newestFrame && this.newestAgeMs() < STALL_MS) viewer.onFrame(this.newestFrame);
    else if (this.problem) viewer.onError?.(this.problem);
    return () => {
      if (this.viewers.delete(viewer)) this.lastUsedMs = this.deps.clock.monotonicMs();
    };
  }

  /** See FrameHub.snapshot. A device that refuses is told at once, not after `waitMs`. */
  snapshot(maxAgeMs: number, waitMs: number): Promise<Frame> {
    this.use();
    if (this.newestFrame && this.newestAgeMs() <= maxAgeMs) return Promise.resolve(this.newestFrame);
    if (this.refusal && !this.isRenewing) return Promise.reject(this.refusal);
    return new Promise((resolve, reject) => {
      const givenUp = new AbortController();
      const finish = (settle: () => void) => {
        this.waiting.delete(waiter);
        givenUp.abort();
        settle();
      };
      const waiter: Viewer = {
        onFrame: (frame) => finish(() => resolve(frame)),
        onError: (error) => finish(() => reject(error)),
      };
      this.waiting.add(waiter);
      this.deps.clock.sleep(waitMs, givenUp.signal).then(
        () => finish(() => reject(this.noPicture())),
        () => undefined,
      );
    });
  }

  stop(): void {
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    this.viewers.clear();
    for (const waiter of [...this.waiting]) waiter.onError?.(this.noPicture());
    for (const stop of this.stopListening) stop();
  }

  private async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      this.tick();
      await this.deps.clock.sleep(TICK_MS, this.ended.signal).catch(() => undefined);
    }
  }

  private tick(): void {
    if (this.idleMs() >= LINGER_MS) {
      this.stop();
      return;
    }
    const sinceRenewalMs = this.deps.clock.monotonicMs() - this.lastRenewalMs;
    const isDue = sinceRenewalMs >= (this.refusal ? RETRY_MS : LEASE_RENEW_MS);
    if (isDue && !this.isRenewing && this.idleMs() < LEASE_RENEW_MS) void this.renew();
    if (!this.refusal && this.quietMs() >= STALL_MS) this.fail(this.noPicture());
  }

  private async renew(): Promise<void> {
    const { deviceId, cameraId, profile } = this.key;
    this.isRenewing = true;
    this.lastRenewalMs = this.deps.clock.monotonicMs();
    try {
      await this.deps.devices.command(deviceId, "preview.start", { camera: cameraId, profile, lease_s: LEASE_SECONDS });
      if (this.refusal) this.lastLifeMs = this.deps.clock.monotonicMs();
      this.refusal = null;
    } catch (error) {
      this.refusal = refusalOf(error);
      this.fail(this.refusal);
      for (const waiter of [...this.waiting]) waiter.onError?.(this.refusal);
    } finally {
      this.isRenewing = false;
    }
  }

  private receive(payload: Buffer): void {
    const frame = parseFrame(payload);
    if (!frame || this.ended.signal.aborted) return;
    this.lastLifeMs = this.deps.clock.monotonicMs();
    this.options.arrivals.set(frame, this.lastLifeMs);
    this.newestFrame = frame;
    if (this.problem) {
      const downMs = Math.round(this.lastLifeMs - this.problemSinceMs);
      this.deps.log.info({ ...this.key, downMs, cause: this.problem.message }, "preview is back");
      this.problem = null;
    }
    for (const viewer of [...this.waiting, ...this.viewers]) viewer.onFrame(frame);
  }

  /** Viewers hear of a failure when it begins or becomes another one, not each second it lasts. */
  private fail(error: AppError): void {
    if (this.ended.signal.aborted) return;
    const isNews = this.problem?.code !== error.code || this.problem.message !== error.message;
    if (!this.problem) this.problemSinceMs = this.deps.clock.monotonicMs();
    this.problem = error;
    if (!isNews) return;
    this.deps.log.warn({ ...this.key, code: error.code, cause: error.message }, "preview has no picture");
    for (const viewer of [...this.viewers]) viewer.onError?.(error);
  }

  private use(): void {
    this.lastUsedMs = this.deps.clock.monotonicMs();
    if (!this.ended.signal.aborted) this.tick();
  }

  private renewNow(): void {
    this.lastRenewalMs = Number.NEGATIVE_INFINITY;
    this.tick();
  }

  private idleMs(): number {
    return this.viewers.size > 0 ? 0 : this.deps.clock.monotonicMs() - this.lastUsedMs;
  }

  /** Since the last frame, or since there was reason to expect one. */
  private quietMs(): number {
    return this.deps.clock.monotonicMs() - this.lastLifeMs;
  }

  private newestAgeMs(): number {
    const arrivedMs = this.newestFrame && this.options.arrivals.get(this.newestFrame);
    return this.deps.clock.monotonicMs() - (arrivedMs ?? Number.NEGATIVE_INFINITY);
  }

  private noPicture(): AppError {
    const cameras = this.deps.devices.presence(this.key.deviceId).status?.cameras;
    const cause = cameras?.find((camera) => camera.id === this.key.cameraId)?.error;
    const because = cause ? ` (${cause})` : "";
    return new AppError(
      "camera_unreachable",
      `The camera gives no picture${because}. Check its power, network and address; Vigie goes on trying.`,
      { details: { cause: cause ?? null } },
    );
  }
}

/** A device that does not know the camera is about to be told of it; for a viewer the camera is just not there yet. */
function refusalOf(error: unknown): AppError {
  if (!isAppError(error)) return new AppError("internal", "The preview failed.", { cause: error });
  if (error.code !== "not_found") return error;
  const message = "The device does not serve this camera yet. It is told by itself; try again in a moment.";
  return new AppError("camera_unreachable", message, { cause: error });
}
