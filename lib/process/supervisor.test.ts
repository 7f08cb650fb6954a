import fc from "fast-check";
import { expect, test } from "vitest";
import { type Effect, type Event, HEALTHY_MS, type State, step } from "./supervisor";

/** Plays events from idle; answers where it ended and every effect on the way. */
function play(...events: Event[]): [State, Effect[]] {
  return events.reduce<[State, Effect[]]>(
    ([state, effects], event) => {
      const [next, more] = step(state, event);
      return [next, [...effects, ...more]];
    },
    [{ at: "idle" }, []],
  );
}
const start: Event = { type: "start" };
const stop: Event = { type: "stop" };
const retry: Event = { type: "retry" };
const stalled: Event = { type: "stalled" };
const progress = (nowMs: number): Event => ({ type: "progress", nowMs });
const ended = (nowMs: number): Event => ({ type: "ended", nowMs });

test("an end waits, then retries with its failure count", () => {
  expect(play(start, ended(5))).toEqual([{ at: "waiting", failures: 1 }, ["open", "scheduleRetry"]]);
  expect(play(start, ended(5), retry, ended(9))[0]).toEqual({ at: "waiting", failures: 2 });
});

test("a healthy minute forgives earlier failures", () => {
  const [state] = play(start, ended(1), retry, ended(2), retry, progress(3), ended(3 + HEALTHY_MS));
  expect(state).toEqual({ at: "waiting", failures: 1 });
});

test("stop while a stalled attempt is dying cancels the retry", () => {
  expect(play(start, progress(1), stalled, stop, ended(2))).toEqual([{ at: "idle" }, ["open", "abort"]]);
});

test("start while it is closing opens again once the old one has ended", () => {
  expect(play(start, stop, start, ended(2))).toEqual([{ at: "opening", failures: 0 }, ["open", "abort", "open"]]);
});

const anyEvent = fc.constantFrom<Event>(start, stop, retry, stalled, progress(1), ended(2));

test("stop always ends idle, whatever came before", () => {
  fc.assert(
    fc.property(fc.array(anyEvent), (events) => {
      expect(play(...events, stop, ended(9), stop)[0].at).toBe("idle");
    }),
  );
});

test("never two attempts at once: each open is preceded by the end of the one before", () => {
  fc.assert(
    fc.property(fc.array(anyEvent), (events) => {
      let state: State = { at: "idle" };
      let alive = 0;
      for (const event of events) {
        if (event.type === "ended" && alive === 0) continue; // only what lives can end
        const [next, effects] = step(state, event);
        if (event.type === "ended") alive--;
        alive += effects.filter((effect) => effect === "open").length;
        expect(alive).toBeLessThanOrEqual(1);
        state = next;
      }
    }),
  );
});
