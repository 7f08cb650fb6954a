/** HTTP dates are whole seconds and travel some time: below this, the browser's own clock is as good. */
const TOLERANCE_MS = 2_000;

let offsetMs = 0;

/** Pure part: the offset to keep, given the last one and what an answer's Date header says. */
export function nextOffset(currentMs: number, header: string | null, localMs: number): number {
  const serverMs = header === null ? Number.NaN : Date.parse(header) + 500;
  if (Number.isNaN(serverMs)) return currentMs;
  const seenMs = serverMs - localMs;
  if (Math.abs(seenMs - currentMs) <= TOLERANCE_MS) return currentMs;
  return Math.abs(seenMs) <= TOLERANCE_MS ? 0 : seenMs;
}

/** Learns how wrong this browser's clock is, so that a countdown ends when the recording does. */
export function observeServerDate(header: string | null, localMs: number): void {
  offsetMs = nextOffset(offsetMs, header, localMs);
}

/** The server's time as far as the browser can tell, in epoch milliseconds. */
export const serverNowMs = (): number => Date.now() + offsetMs;
