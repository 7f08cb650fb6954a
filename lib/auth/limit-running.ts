import { AppError } from "@/lib/core/errors";

type Limits = { maxRunning: number; maxWaiting: number };
export type Limited = <T>(work: () => Promise<T>) => Promise<T>;

/** At most so many works run at once; the next ones wait in order. Throws `unavailable` when too many wait already. */
export function limitRunning({ maxRunning, maxWaiting }: Limits): Limited {
  let running = 0;
  const waiting: (() => void)[] = [];

  const takeTurn = async (): Promise<void> => {
    if (running < maxRunning) {
      running++;
      return;
    }
    if (waiting.length >= maxWaiting)
      throw new AppError("unavailable", "Too many people log in at once. Try again in a moment.", {
        retryAfterSeconds: 5,
      });
    await new Promise<void>((wake) => waiting.push(wake));
  };
  /** Whoever leaves hands their turn over, so that a newcomer cannot overtake. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  return async (work) => {
    await takeTurn();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
