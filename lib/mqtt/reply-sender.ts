import type { Reply } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "./bus";
import { topics } from "./topics";

type Deps = { bus: Bus; deviceId: string; clock: Clock; log: Logger };

/** Sends replies, and holds one that the link did not take for as long as its caller waits. */
export class ReplySender {
  private readonly held = new Map<string, { reply: Reply; untilMs: number }>();

  constructor(private readonly deps: Deps) {}

  /** Never throws. `waitMs`: how long, from now, the answer is of use to anybody. */
  async send(reply: Reply, waitMs: number): Promise<void> {
    const { bus, deviceId, clock, log } = this.deps;
    const untilMs = clock.monotonicMs() + waitMs;
    try {
      await bus.publish(topics.replies(deviceId), JSON.stringify(reply));
    } catch (error) {
      log.warn({ err: error, id: reply.id }, "a reply could not be sent yet");
      this.held.set(reply.id, { reply, untilMs });
    }
  }

  sendHeld(): void {
    const held = [...this.held.values()];
    this.held.clear();
    const nowMs = this.deps.clock.monotonicMs();
    for (const { reply, untilMs } of held) if (untilMs > nowMs) void this.send(reply, untilMs - nowMs);
  }
}
