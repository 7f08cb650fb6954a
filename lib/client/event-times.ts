import type { EventView } from "@/lib/contracts/events";

/** An event that took longer than this to arrive is said to be late: somebody may have waited for it. */
const LATE_MS = 60_000;

/** When it happened, and when it arrived if that was noticeably later. */
export function eventTimes({ placed_at, received_at, historical }: EventView): {
  at: Date;
  arrivedLate: Date | null;
} {
  const [at, received] = [new Date(placed_at), new Date(received_at)];
  const isLate = historical || received.getTime() - at.getTime() > LATE_MS;
  return { at, arrivedLate: isLate ? received : null };
}
