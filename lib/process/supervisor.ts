/**
 * The life of one supervised attempt (a process, a connection), as a pure function.
 *
 *   idle ─start→ opening ─progress→ running ─stop→ closing ─ended→ idle
 *                   ↑         └──────┴─ ended, stalled ─→ waiting ─stop→ idle
 *                   └───────────────── retry ─────────────────┘
 *
 * A stalled attempt passes through `closing` until it has really ended: never two of them at once.
 */
export type State =
  | { at: "idle" }
  | { at: "opening"; failures: number }
  | { at: "running"; failures: number; sinceMs: number }
  | { at: "closing"; failures: number; thenOpen: "no" | "later" | "now" }
  | { at: "waiting"; failures: number };

export type Event = { type: "start" | "stop" | "retry" | "stalled" } | { type: "progress" | "ended"; nowMs: number };

export type Effect = "open" | "abort" | "scheduleRetry" | "cancelRetry";

/** A run this long forgives earlier failures, so a weekly hiccup never inherits a long back-off. */
export const HEALTHY_MS = 60_000;

export function step(state: State, event: Event): [State, Effect[]] {
  switch (state.at) {
    case "idle":
      return event.type === "start" ? [{ at: "opening", failures: 0 }, ["open"]] : [state, []];
    case "waiting":
      if (event.type === "retry") return [{ at: "opening", failures: state.failures }, ["open"]];
      if (event.type === "stop") return [{ at: "idle" }, ["cancelRetry"]];
      return [state, []];
    case "closing":
      return stepClosing(state, event);
    default:
      return stepActive(state, event);
  }
}

function stepActive(state: Extract<State, { at: "opening" | "running" }>, event: Event): [State, Effect[]] {
  switch (event.type) {
    case "progress":
      return state.at === "opening"
        ? [{ at: "running", failures: state.failures, sinceMs: event.nowMs }, []]
        : [state, []];
    case "stop":
      return [{ at: "closing", failures: 0, thenOpen: "no" }, ["abort"]];
    case "stalled":
      return [{ at: "closing", failures: state.failures + 1, thenOpen: "later" }, ["abort"]];
    case "ended": {
      const isHealthy = state.at === "running" && event.nowMs - state.sinceMs >= HEALTHY_MS;
      return [{ at: "waiting", failures: isHealthy ? 1 : state.failures + 1 }, ["scheduleRetry"]];
    }
    default:
      return [state, []]; // late or duplicate events are normal here, never errors
  }
}

function stepClosing(state: Extract<State, { at: "closing" }>, event: Event): [State, Effect[]] {
  if (event.type === "stop") return [{ ...state, thenOpen: "no" }, []];
  if (event.type === "start") return [{ ...state, thenOpen: state.thenOpen === "no" ? "now" : state.thenOpen }, []];
  if (event.type !== "ended") return [state, []];
  if (state.thenOpen === "now") return [{ at: "opening", failures: 0 }, ["open"]];
  if (state.thenOpen === "later") return [{ at: "waiting", failures: state.failures }, ["scheduleRetry"]];
  return [{ at: "idle" }, []];
}
