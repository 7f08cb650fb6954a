import type { Clock } from "./clock";

type Options = {
  /** How fast a bucket fills; 0 limits nothing. */
  perSecond: number;
  /** How many may come at once. */
  burst: number;
  /** Buckets kept at most: who asked longest ago is forgotten first, and so has a full bucket again. */
  maxKeys?: number;
  clock: Pick<Clock, "monotonicMs">;
  /** Called when a key is refused that was not just before: once, however often it goes on asking. */
  onEmpty?: (key: string) => void;
};
type Bucket = { level: number; atMs: number; isRefused: boolean };

/** One token bucket per key, in this process's memory. Forgetting costs a busy caller nothing and a table never grows. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly options: Options) {}

  /** Takes one: 0, or the seconds until there will be one. */
  take(key: string): number {
    const { perSecond, burst, clock, onEmpty } = this.options;
    if (perSecond <= 0) return 0;
    const nowMs = clock.monotonicMs();
    const bucket = this.buckets.get(key) ?? { level: burst, atMs: nowMs, isRefused: false };
    const level = Math.min(burst, bucket.level + ((nowMs - bucket.atMs) / 1_000) * perSecond);
    const isTaken = level >= 1;
    if (!isTaken && !bucket.isRefused) onEmpty?.(key);
    // Half full again: whoever asks slower now has heard it.
    const isRefused = !isTaken || (bucket.isRefused && level < burst / 2);
    this.keep(key, { level: isTaken ? level - 1 : level, atMs: nowMs, isRefused });
    return isTaken ? 0 : (1 - level) / perSecond;
  }

  get size(): number {
    return this.buckets.size;
  }

  /** A map is in the order of insertion: the newest goes to the end. */
  private keep(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= (this.options.maxKeys ?? 10_000)) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
