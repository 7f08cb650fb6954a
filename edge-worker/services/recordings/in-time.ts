import type { Clock } from "@/lib/core/clock";

/** What `work` comes to, or null when that takes longer; whether it fails later is the business of whoever owns it. */
export async function inTime<T>(ms: number, work: Promise<T>, clock: Clock): Promise<T | null> {
  const waiting = new AbortController();
  const enough = clock.sleep(ms, waiting.signal).then(
    () => null,
    () => null,
  );
  return Promise.race([work, enough]).finally(() => waiting.abort());
}
