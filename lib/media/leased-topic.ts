import { type Feed, LEASE_RENEW_MS, LEASE_SECONDS } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import type { DeviceLink } from "@/lib/mqtt/device-link";
import { topics } from "@/lib/mqtt/topics";

/** How long what nobody looks at stays subscribed, so that a page change or a polled snapshot finds it warm. */
export const LINGER_MS = 10_000;
/** Without a message for this long, a lease that was granted is a picture that stands still. */
export const STALL_MS = 5_000;
/** A lease that was refused is asked for again this often, while somebody looks. */
export const RETRY_MS = 1_000;
const TICK_MS = 1_000;

export type FeedDeps = { bus: Bus; devices: DeviceLink; clock: Clock; log: Logger };
export type FeedKey<F extends Feed = Feed> = { deviceId: string; cameraId: number; profile: F };
export type LeaseHandlers = {
  /** Somebody looks at this moment, beyond those who `use` it now and then. */
  isWatched(): boolean;
  /** True when it was a sign of life of the camera. */
  onMessage(payload: Buffer): boolean;
  /** The device would not: at each refusal. */
  onRefusal(error: AppError): void;
  /** There is no picture, or for another reason now; not each second it lasts. */
  onProblem(error: AppError): void;
  onEnd(): void;
};

/**
 * What a device sends of one camera, while somebody uses it: one subscription and one lease, renewed in time. Once a
 * second it looks at itself: renews what is due, says when nothing comes, ends when it was idle long enough. A failure is
 * told once and tried again for ever; the next message is how one learns that it is over.
 */
export class LeasedTopic {
  /** Why the device does not send; null when it agreed. */
  refusal: AppError | null = null;
  /** Why there is no picture; null while there is. */
  problem: AppError | null = null;
  isRenewing = false;
  private readonly ended = new AbortController();
  private readonly stopListening: (() => void)[] = [];
  private problemSinceMs = 0;
  private lastUsedMs: number;
  private lastLifeMs: number;
  private lastRenewalMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly key: FeedKey,
    private readonly deps: FeedDeps,
    private readonly handlers: LeaseHandlers,
  ) {
    this.lastUsedMs = this.lastLifeMs = deps.clock.monotonicMs();
  }

  get isEnded(): boolean {
    return this.ended.signal.aborted;
  }

  start(): void {
    const { deviceId, cameraId, profile } = this.key;
    const topic = topics.preview(deviceId, cameraId, profile);
    this.stopListening.push(
      this.deps.bus.subscribe(topic, ({ payload }) => this.receive(payload), { qos: 0 }),
      this.deps.bus.onConnect(() => this.renewNow()),
    );
    void this.run();
  }

  /** Somebody wants it: what is due happens at once. */
  use(): void {
    this.wasUsed();
    if (!this.isEnded) this.tick();
  }

  /** Somebody who looked until now does not any more. */
  wasUsed(): void {
    this.lastUsedMs = this.deps.clock.monotonicMs();
  }

  stop(): void {
    if (this.isEnded) return;
    this.ended.abort();
    for (const stop of this.stopListening) stop();
    this.handlers.onEnd();
  }

  noPicture(): AppError {
    const cameras = this.deps.devices.presence(this.key.deviceId).status?.cameras;
    const cause = cameras?.find((camera) => camera.id === this.key.cameraId)?.error;
    const because = cause ? ` (${cause})` : "";
    return new AppError(
      "camera_unreachable",
      `The camera gives no picture${because}. Check its power, network and address; Vigie goes on trying.`,
      { details: { cause: cause ?? null } },
    );
  }

  private async run(): Promise<void> {
    while (!this.isEnded) {
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
      this.handlers.onRefusal(this.refusal);
    } finally {
      this.isRenewing = false;
    }
  }

  private receive(payload: Buffer): void {
    if (this.isEnded || !this.handlers.onMessage(payload)) return;
    this.lastLifeMs = this.deps.clock.monotonicMs();
    if (!this.problem) return;
    const downMs = Math.round(this.lastLifeMs - this.problemSinceMs);
    this.deps.log.info({ ...this.key, downMs, cause: this.problem.message }, "preview is back");
    this.problem = null;
  }

  /** Told when it begins or becomes another failure. */
  private fail(error: AppError): void {
    if (this.isEnded) return;
    const isNews = this.problem?.code !== error.code || this.problem.message !== error.message;
    if (!this.problem) this.problemSinceMs = this.deps.clock.monotonicMs();
    this.problem = error;
    if (!isNews) return;
    this.deps.log.warn({ ...this.key, code: error.code, cause: error.message }, "preview has no picture");
    this.handlers.onProblem(error);
  }

  private renewNow(): void {
    this.lastRenewalMs = Number.NEGATIVE_INFINITY;
    this.tick();
  }

  private idleMs(): number {
    return this.handlers.isWatched() ? 0 : this.deps.clock.monotonicMs() - this.lastUsedMs;
  }

  /** Since the last sign of life, or since there was reason to expect one. */
  private quietMs(): number {
    return this.deps.clock.monotonicMs() - this.lastLifeMs;
  }
}

/** A device that does not know the camera is about to be told of it; for a viewer the camera is just not there yet. */
function refusalOf(error: unknown): AppError {
  if (!isAppError(error)) return new AppError("internal", "The preview failed.", { cause: error });
  if (error.code !== "not_found") return error;
  const message = "The device does not serve this camera yet. It is told by itself; try again in a moment.";
  return new AppError("camera_unreachable", message, { cause: error });
}
