import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";

/** One part that does not stop must not take the time of the others. */
const STEP_MS = 1_500;

/** What was started, stopped in the opposite order. Stopping twice is stopping once; a failing step stops nothing else. */
export class Shutdown {
  private readonly steps: { name: string; stop: () => unknown; deadlineMs: number }[] = [];
  private done: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  add(name: string, stop: () => unknown, deadlineMs = STEP_MS): void {
    this.steps.push({ name, stop, deadlineMs });
  }

  run(): Promise<void> {
    this.done ??= this.runAll();
    return this.done;
  }

  private async runAll(): Promise<void> {
    for (const { name, stop, deadlineMs } of this.steps.reverse()) {
      const startMs = this.clock.monotonicMs();
      const givenUp = new AbortController();
      const late = this.clock
        .sleep(deadlineMs, givenUp.signal)
        .then(() => this.log.warn({ part: name }, "did not stop in time"));
      await Promise.race([Promise.resolve().then(stop), late]).catch((err: unknown) => {
        this.log.error({ err, part: name }, "stopping failed");
      });
      givenUp.abort();
      late.catch(() => undefined);
      this.log.debug({ part: name, ms: Math.round(this.clock.monotonicMs() - startMs) }, "stopped");
    }
  }
}
