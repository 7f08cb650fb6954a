import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";

/** What runs while a lease lasts, and what it did. */
export type Leased = { sent: number; dropped: number; close(): void };
export type LeaseWanted<L extends Leased> = {
  key: string;
  seconds: number;
  /** What it runs on: another one than at the last renewal ends the old and begins anew. */
  source: object;
  /** Said when it begins and ends. */
  about: Record<string, unknown>;
  open(): L;
};

type Lease<L extends Leased> = LeaseWanted<L> & {
  leased: L;
  untilMs: number;
  sinceMs: number;
  ending: AbortController;
};

/** Work that is done only as long as somebody asks for it again in time: one who dies is forgotten by itself. */
export class Leases<L extends Leased> {
  private readonly leases = new Map<string, Lease<L>>();

  constructor(
    private readonly what: string,
    private readonly deps: { clock: Clock; log: Logger },
  ) {}

  /** Begins or prolongs; never shortens. */
  renew(wanted: LeaseWanted<L>): void {
    const untilMs = this.deps.clock.monotonicMs() + wanted.seconds * 1_000;
    const running = this.leases.get(wanted.key);
    if (running?.source === wanted.source) {
      running.untilMs = Math.max(running.untilMs, untilMs);
      return;
    }
    if (running) this.end(running, "the camera changed");
    const sinceMs = this.deps.clock.monotonicMs();
    const lease = { ...wanted, leased: wanted.open(), untilMs, sinceMs, ending: new AbortController() };
    this.leases.set(wanted.key, lease);
    this.deps.log.info(wanted.about, `${this.what} started`);
    void this.endInTime(lease);
  }

  running(): L[] {
    return [...this.leases.values()].map(({ leased }) => leased);
  }

  stop(): void {
    for (const lease of [...this.leases.values()]) this.end(lease, "the program stops");
  }

  private async endInTime(lease: Lease<L>): Promise<void> {
    const { clock } = this.deps;
    while (!lease.ending.signal.aborted) {
      const restMs = lease.untilMs - clock.monotonicMs();
      if (restMs <= 0) return this.end(lease, "nobody watches");
      await clock.sleep(restMs, lease.ending.signal).catch(() => undefined);
    }
  }

  private end(lease: Lease<L>, cause: string): void {
    lease.ending.abort();
    this.leases.delete(lease.key);
    lease.leased.close();
    const { sent, dropped } = lease.leased;
    const lastedMs = Math.round(this.deps.clock.monotonicMs() - lease.sinceMs);
    this.deps.log.info({ ...lease.about, sent, dropped, lastedMs, cause }, `${this.what} ended`);
  }
}
