import { type Frame, parseFrame } from "@/lib/contracts/preview";
import type { FrameKey } from "./frames";
import { type FeedDeps, LeasedTopic, STALL_MS } from "./leased-topic";

export type Viewer = { onFrame(frame: Frame): void; onError?(error: unknown): void };

/** One camera's pictures in one profile while somebody looks: the newest one, and whoever wants the next. */
export class FrameFeed {
  private readonly viewers = new Set<Viewer>();
  /** Snapshots that wait for the next frame or refusal. */
  private readonly waiting = new Set<Viewer>();
  private readonly lease: LeasedTopic;
  private newestFrame: Frame | null = null;

  constructor(
    key: FrameKey,
    private readonly deps: FeedDeps,
    private readonly options: { arrivals: WeakMap<Frame, number>; onEnd: () => void },
  ) {
    this.lease = new LeasedTopic(key, deps, {
      isWatched: () => this.viewers.size > 0,
      onMessage: (payload) => this.receive(payload),
      onRefusal: (error) => this.refuseWaiting(error),
      onProblem: (error) => {
        for (const viewer of [...this.viewers]) viewer.onError?.(error);
      },
      onEnd: () => {
        this.viewers.clear();
        this.refuseWaiting(this.lease.noPicture());
        this.options.onEnd();
      },
    });
  }

  start(): void {
    this.lease.start();
  }

  stop(): void {
    this.lease.stop();
  }

  get viewerCount(): number {
    return this.viewers.size;
  }

  get newest(): Frame | null {
    return this.newestFrame;
  }

  add(viewer: Viewer): () => void {
    this.viewers.add(viewer);
    this.lease.use();
    if (this.newestFrame && this.newestAgeMs() < STALL_MS) viewer.onFrame(this.newestFrame);
    else if (this.lease.problem) viewer.onError?.(this.lease.problem);
    return () => {
      if (this.viewers.delete(viewer)) this.lease.wasUsed();
    };
  }

  /** See FrameHub.snapshot. A device that refuses is told at once, not after `waitMs`. */
  snapshot(maxAgeMs: number, waitMs: number): Promise<Frame> {
    this.lease.use();
    if (this.newestFrame && this.newestAgeMs() <= maxAgeMs) return Promise.resolve(this.newestFrame);
    if (this.lease.refusal && !this.lease.isRenewing) return Promise.reject(this.lease.refusal);
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
        () => finish(() => reject(this.lease.noPicture())),
        () => undefined,
      );
    });
  }

  private receive(payload: Buffer): boolean {
    const frame = parseFrame(payload);
    if (!frame) return false;
    this.options.arrivals.set(frame, this.deps.clock.monotonicMs());
    this.newestFrame = frame;
    for (const viewer of [...this.waiting, ...this.viewers]) viewer.onFrame(frame);
    return true;
  }

  private refuseWaiting(error: unknown): void {
    for (const waiter of [...this.waiting]) waiter.onError?.(error);
  }

  private newestAgeMs(): number {
    const arrivedMs = this.newestFrame && this.options.arrivals.get(this.newestFrame);
    return this.deps.clock.monotonicMs() - (arrivedMs ?? Number.NEGATIVE_INFINITY);
  }
}
