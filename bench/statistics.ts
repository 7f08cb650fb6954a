/** Nearest-rank percentile; `share` between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("nothing was measured");
  return value;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Runs `work` one time after the other; what each took in milliseconds. */
export async function timeEach(times: number, work: (turn: number) => Promise<void>): Promise<number[]> {
  const tookMs: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const startedAt = performance.now();
    await work(turn);
    tookMs.push(performance.now() - startedAt);
  }
  return tookMs;
}
