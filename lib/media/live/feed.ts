import { parseLivePart } from "@/lib/contracts/preview";
import { AppError } from "@/lib/core/errors";
import { type FeedDeps, type FeedKey, LeasedTopic } from "../leased-topic";
import { writePlaylist } from "./playlist";
import { LiveStore } from "./store";

/** A cold camera needs some seconds for its first key frames. */
const FIRST_WITHIN_MS = 10_000;
/** A blocked request is answered after this with what there is (RFC 8216bis asks for three target durations). */
const BLOCK_MS = 5_000;

/** Players without low latency ask once per segment. */
const GONE_AFTER_MS = 10_000;

/** The part a player waits for; without a part, the whole segment. */
export type Awaited = { segment: number; part: number | null };

type Waiter = { isServed(): boolean; settle(error?: AppError): void };

/** One camera's own stream while somebody plays it: what it sent last, and who waits for what comes next. */
export class LiveFeed {
  private readonly store = new LiveStore();
  /** When each asked last. */
  private readonly viewers = new Map<string, number>();
  private readonly waiters = new Set<Waiter>();
  private readonly lease: LeasedTopic;

  constructor(
    key: FeedKey<"hls">,
    private readonly deps: FeedDeps,
    onEnd: () => void,
  ) {
    this.lease = new LeasedTopic(key, deps, {
      isWatched: () => this.waiters.size > 0,
      onMessage: (payload) => this.receive(payload),
      // Who plays already has something; a camera that is away for a moment is no news to them.
      onRefusal: (error) => !this.store.hasWhole && this.refuse(error),
      onProblem: () => undefined,
      onEnd: () => {
        this.refuse(this.lease.noPicture());
        onEnd();
      },
    });
  }

  start(): void {
    this.lease.start();
  }

  stop(): void {
    this.lease.stop();
  }

  /** See LiveHub. */
  async playlist(folder: string, viewer: string, awaited: Awaited | null): Promise<string> {
    this.lease.use();
    this.viewers.set(viewer, this.deps.clock.monotonicMs());
    if (!this.store.hasWhole) await this.first();
    if (awaited) await this.reach(awaited);
    if (this.lease.problem) throw this.lease.problem;
    return writePlaylist(this.store, folder);
  }

  /** See LiveHub. */
  init(stretch: number): readonly Uint8Array[] {
    this.lease.use();
    const bytes = this.store.init(stretch);
    if (!bytes) throw gone();
    return [bytes];
  }

  /** See LiveHub. */
  async media(segment: number, part: number | null): Promise<readonly Uint8Array[]> {
    this.lease.use();
    const last = this.store.segments.at(-1);
    const isHinted = part !== null && last && (segment === last.number || segment === last.number + 1);
    if (isHinted) await this.reach({ segment, part });
    const found = this.store.segment(segment);
    const parts = part === null ? found?.isWhole && found.parts : found?.parts.slice(part, part + 1);
    if (!parts || parts.length === 0) throw gone();
    return parts.map(({ bytes }) => bytes);
  }

  get viewerCount(): number {
    const sinceMs = this.deps.clock.monotonicMs() - GONE_AFTER_MS;
    for (const [viewer, askedMs] of this.viewers) if (askedMs < sinceMs) this.viewers.delete(viewer);
    return this.viewers.size;
  }

  private receive(payload: Buffer): boolean {
    const part = parseLivePart(payload);
    if (!part) return false;
    this.store.add(part, this.deps.clock.now().getTime());
    for (const waiter of [...this.waiters]) if (waiter.isServed()) waiter.settle();
    return part.kind === "part";
  }

  private async first(): Promise<void> {
    if (this.lease.refusal && !this.lease.isRenewing) throw this.lease.refusal;
    const isServed = await this.wait(() => this.store.hasWhole, FIRST_WITHIN_MS);
    if (isServed) return;
    throw this.store.segments.length === 0 ? this.lease.noPicture() : tooSeldom();
  }

  /** Throws `bad_request` for what lies too far in the future (RFC 8216bis, 6.2.5.2). */
  private async reach({ segment, part }: Awaited): Promise<void> {
    const last = this.store.segments.at(-1);
    if (last && segment > last.number + 2)
      throw new AppError("bad_request", "This part of the stream is too far away.");
    await this.wait(() => this.store.reaches(segment, part), BLOCK_MS);
  }

  /** Whether it came in time. */
  private wait(isServed: () => boolean, withinMs: number): Promise<boolean> {
    if (isServed()) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const givenUp = new AbortController();
      const finish = (done: () => void) => {
        if (this.waiters.delete(waiter)) this.lease.wasUsed();
        givenUp.abort();
        done();
      };
      const waiter: Waiter = {
        isServed,
        settle: (error) => finish(() => (error ? reject(error) : resolve(true))),
      };
      this.waiters.add(waiter);
      this.deps.clock.sleep(withinMs, givenUp.signal).then(
        () => finish(() => resolve(false)),
        () => undefined,
      );
    });
  }

  private refuse(error: AppError): void {
    for (const waiter of [...this.waiters]) waiter.settle(error);
  }
}

export const gone = (): AppError =>
  new AppError("not_found", "This part of the stream is over, or has not come yet. Load the playlist again.");

const tooSeldom = (): AppError =>
  new AppError(
    "camera_unreachable",
    "The camera sends a key frame less than once in ten seconds, so its own stream cannot be played live. Set a shorter key frame interval on the camera, or watch the MJPEG picture.",
    { details: { cause: "no_key_frame" } },
  );
