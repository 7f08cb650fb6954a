import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { type StopStep, stopInOrder } from "@/lib/core/stop-in-order";

/** One part that does not stop must not take the time of the others. */
const STEP_MS = 1_500;

/** What was started, stopped in the opposite order. Stopping twice is stopping once; a failing step stops nothing else. */
export class Shutdown {
  private readonly steps: StopStep[] = [];
  private done: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  add(name: string, stop: () => unknown, deadlineMs = STEP_MS): void {
    this.steps.unshift([name, deadlineMs, stop]);
  }

  run(): Promise<void> {
    this.done ??= stopInOrder(this.steps, this.clock, this.log);
    return this.done;
  }
}
