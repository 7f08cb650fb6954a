import type { Clock } from "@/lib/core/clock";
import type { Queued } from "./outbox";

/** What waited longer than this is told as history: nobody is to be woken for it. */
const HISTORICAL_AFTER_MS = 10_000;

export type Outgoing = {
  /** The message as it leaves, its number merged in. */
  message: Record<string, unknown>;
  isEvent: boolean;
  /** The run of the program it was made in; null for one that does not say. */
  bootId: string | null;
};

/**
 * A queued message as it is sent now. An event says how old it is by the device's steady clock (`age_ms`), which a server
 * can rely on whatever the wall clock says, and is `historical` when that is long or when an earlier run made it.
 */
export function toOutgoing({ seq, payload }: Queued, bootId: string, clock: Clock): Outgoing {
  const made: Record<string, unknown> = JSON.parse(payload);
  const isEvent = made.event_id !== undefined;
  const itsBoot = typeof made.boot_id === "string" ? made.boot_id : null;
  return { message: { ...made, seq, ...(isEvent && ageOf(made, bootId, clock)) }, isEvent, bootId: itsBoot };
}

function ageOf(event: Record<string, unknown>, bootId: string, clock: Clock) {
  if (event.boot_id !== bootId || typeof event.monotonic_ms !== "number") return { historical: true };
  const ageMs = Math.max(0, clock.monotonicMs() - event.monotonic_ms);
  return { age_ms: Math.round(ageMs), historical: event.historical === true || ageMs > HISTORICAL_AFTER_MS };
}
