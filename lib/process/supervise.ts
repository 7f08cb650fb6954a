import type { Clock } from "@/lib/core/clock";
import { type Event, type State, step } from "./supervisor";

/**
 * One honest attempt: runs until it ends by itself (rejecting with the cause) or `stop` fires, and settles only when
 * nothing of it is left. It calls `progress` whenever something useful arrived.
 */
export type Attempt = (io: { stop: AbortSignal; progress: () => void }) => Promise<void>;

export type SuperviseOptions = {
  attempt: Attempt;
  clock: Clock;
  /** Longest silence before the first progress, and between two of them; then the attempt is replaced. */
  openMs: number;
  stallMs: number;
  retryDelayMs: (failures: number, cause: unknown) => number;
  /** Called after every change of state; `cause` is why the last attempt ended. */
  onState?: (state: State, cause: unknown) => void;
};

export type Supervised = {
  start(): void;
  /** Resolves once nothing runs any more. */
  stop(): Promise<void>;
  state(): State;
};

/** Keeps one attempt going for ever: the thin shell around `step`. Nothing happens before `start`. */
export function supervise({ attempt, clock, openMs, stallMs, retryDelayMs, onState }: SuperviseOptions): Supervised {
  let state: State = { at: "idle" };
  let cause: unknown = null;
  let current = new AbortController();
  let retrying = new AbortController();
  let lastProgressMs = 0;
  const idle: (() => void)[] = [];

  function dispatch(event: Event): void {
    const before = state;
    const [next, effects] = step(state, event);
    state = next;
    for (const effect of effects) {
      if (effect === "open") void open();
      else if (effect === "abort") current.abort();
      else if (effect === "scheduleRetry") void scheduleRetry();
      else retrying.abort();
    }
    if (before.at !== state.at) onState?.(state, cause);
    if (state.at === "idle") for (const resolve of idle.splice(0)) resolve();
  }

  async function open(): Promise<void> {
    const mine = new AbortController();
    current = mine;
    lastProgressMs = clock.monotonicMs();
    const watching = new AbortController();
    void watchForStall(watching.signal);
    try {
      await attempt({ stop: mine.signal, progress: () => onProgress(mine.signal) });
      if (!mine.signal.aborted) cause = new Error("It ended.");
    } catch (error) {
      if (!mine.signal.aborted) cause = error;
    }
    watching.abort();
    dispatch({ type: "ended", nowMs: clock.monotonicMs() });
  }

  function onProgress(signal: AbortSignal): void {
    if (signal.aborted) return;
    lastProgressMs = clock.monotonicMs();
    if (state.at === "opening") dispatch({ type: "progress", nowMs: lastProgressMs });
  }

  /** Sleeps as long as nothing can be overdue: what goes well is looked at every few seconds. */
  async function watchForStall(signal: AbortSignal): Promise<void> {
    for (;;) {
      const limitMs = state.at === "opening" ? openMs : stallMs;
      const restMs = lastProgressMs + limitMs - clock.monotonicMs();
      if (restMs <= 0) {
        cause = new Error(`Nothing arrived for ${Math.round(limitMs / 1000)} s.`);
        dispatch({ type: "stalled" });
        return;
      }
      // The first progress shortens the limit: it may come right after this look.
      if (!(await slept(clock, Math.min(restMs, stallMs), signal))) return;
    }
  }

  async function scheduleRetry(): Promise<void> {
    const mine = new AbortController();
    retrying = mine;
    const failures = state.at === "waiting" ? state.failures : 0;
    if (await slept(clock, retryDelayMs(failures, cause), mine.signal)) dispatch({ type: "retry" });
  }

  return {
    start: () => dispatch({ type: "start" }),
    stop: () => {
      if (state.at === "idle") return Promise.resolve();
      return new Promise((resolve) => {
        idle.push(resolve);
        dispatch({ type: "stop" });
      });
    },
    state: () => state,
  };
}

/** False when the signal fired first. */
async function slept(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return !signal.aborted;
  } catch {
    return false;
  }
}
