/**
 * Exponential back-off with full jitter: attempt 0 waits between 0 and `baseMs`, each further one up to twice as long,
 * never more than `capMs`. Full jitter spreads a fleet that lost the same link over the whole interval.
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(random() * ceiling);
}
