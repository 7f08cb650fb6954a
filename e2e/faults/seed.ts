import { inject } from "vitest";

/** Everything that happens by chance in a run comes from its seed, which is printed: FAULTS_SEED replays it. */
export type Chance = {
  between(low: number, high: number): number;
  one<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
};

/** Chance of its own for each scenario, so that running one alone replays it too. */
export function chanceOf(scenario: string): Chance {
  let state = inject("seed");
  for (const letter of scenario) state = (Math.imul(state, 31) + letter.charCodeAt(0)) | 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (low, high) => low + next() * (high - low),
    one: (of) => of[Math.floor(next() * of.length)]!,
    shuffled: (of) =>
      of
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
}
