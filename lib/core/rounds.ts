import type { Clock } from "./clock";

/** A right that is lost ends what was opened with it within five seconds (S4, R17), also where an answer takes its time. */
export const RECHECK_MS = 3_000;
/** How far apart rounds are: `RECHECK_MS` is a multiple of it, so that who shares a round stays in it. */
const APART_MS = 250;

type Round = { waiting: Set<() => void>; empty: AbortController };
const roundsOf = new WeakMap<Clock, Map<number, Round>>();

/**
 * Until a right has to be asked for again: `RECHECK_MS`, up to 250 ms less, ending in the same turn of the program as every
 * other wait on this clock that ends there. What is then looked up for each of them is one question to the database,
 * because equal look-ups of one turn are asked together: thousands of streams are checked for the price of a few. Resolves
 * early once `signal` fires, and never rejects.
 */
export function nextRound(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const { waiting, empty } = roundAt(clock, Math.floor((clock.monotonicMs() + RECHECK_MS) / APART_MS) * APART_MS);
    const done = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const leave = () => {
      waiting.delete(done);
      if (waiting.size === 0) empty.abort();
      resolve();
    };
    waiting.add(done);
    signal.addEventListener("abort", leave, { once: true });
  });
}

function roundAt(clock: Clock, atMs: number): Round {
  const rounds = roundsOf.get(clock) ?? new Map<number, Round>();
  roundsOf.set(clock, rounds);
  const known = rounds.get(atMs);
  if (known && !known.empty.signal.aborted) return known;
  const round: Round = { waiting: new Set(), empty: new AbortController() };
  rounds.set(atMs, round);
  void begin();
  return round;

  async function begin() {
    await clock.sleep(atMs - clock.monotonicMs(), round.empty.signal).catch(() => undefined);
    if (rounds.get(atMs) === round) rounds.delete(atMs);
    for (const done of round.waiting) done();
  }
}
